using System.Text.RegularExpressions;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class StartTests(Emulator emulator)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Without_storage_it_says_what_to_set()
    {
        (int code, string line) = await StartInVainAsync(string.Empty);

        Assert.Equal(1, code);
        Assert.Contains("Set AzureWebJobsStorage to a connection string", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_connection_string_is_not_repeated()
    {
        (int code, string line) = await StartInVainAsync("AccountName=colorize;AccountKey=c2VjcmV0;EndpointSuffix");

        Assert.Equal(1, code);
        Assert.Contains("AzureWebJobsStorage is not a connection string", line, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_that_does_not_answer_is_named_without_its_key()
    {
        (int code, string line) = await StartInVainAsync(
            "AccountName=nobody;AccountKey=c2VjcmV0;BlobEndpoint=http://127.0.0.1:9/nobody;QueueEndpoint=http://127.0.0.1:9/nobody");

        Assert.Equal(1, code);
        Assert.Contains("Storage at http://127.0.0.1:9/nobody", line, StringComparison.Ordinal);
        Assert.Contains("does not answer", line, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        TestAccount account = await emulator.NewAccountAsync();
        (int code, string line) = await StartInVainAsync(
            Regex.Replace(account.ConnectionString, "AccountKey=[^;]+", "AccountKey=c2VjcmV0"));

        Assert.Equal(1, code);
        Assert.Contains("refuses the credentials", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Colorize__Limits__MaxPixels", "-1", "MaxPixels")]
    [InlineData("Colorize__Network", "vgg", "Network")]
    [InlineData("Colorize__Limits__ProcessingTime", "00:09:30", "functionTimeout (00:10:00, host.json)")]
    [InlineData("AzureFunctionsJobHost__functionTimeout", "00:01:29", "Colorize__Limits__ProcessingTime")]
    [InlineData("Colorize__StopTime", "soon", "Colorize__StopTime")]
    [InlineData("Colorize__WatchInterval", "0", "Colorize__WatchInterval")]
    [InlineData("AzureFunctionsJobHost__extensions__blobs__maxDegreeOfParallelism", "1000", "maxDegreeOfParallelism")]
    public async Task A_setting_that_cannot_work_is_named(string name, string value, string expected)
    {
        TestAccount account = await emulator.NewAccountAsync();
        (int code, string line) = await StartInVainAsync(account.ConnectionString, (name, value));

        Assert.Equal(1, code);
        Assert.Contains(expected, line, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Line)> StartInVainAsync(
        string connectionString, params IEnumerable<(string, string)> settings)
    {
        await using FunctionsProcess functions = FunctionsProcess.Start(connectionString, settings);
        int code = await functions.WaitForEndAsync(Timeout);
        return (code, Assert.Single(functions.Errors));
    }
}
