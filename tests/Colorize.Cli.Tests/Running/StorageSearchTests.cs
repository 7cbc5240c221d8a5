using System.Net;
using System.Net.Sockets;
using Azure;
using Azure.Storage.Blobs;
using Colorize.Local;

namespace Colorize.Tests.Running;

/// <summary>How the commands find the storage of <c>up</c>, and what they say where they do not.</summary>
public sealed class StorageSearchTests(UpFixture up)
{
    [Fact]
    public async Task An_up_with_its_data_elsewhere_is_found()
    {
        CliResult result = await CliProcess.RunAsync(up.Found, "status", "--json");
        Assert.Equal((0, ""), (result.Code, result.Errors.Trim()));
        Assert.Contains(new Uri(Endpoint()).Authority, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_found_as_soon_as_it_says_that_it_is_ready() => Assert.True(up.WasFoundWhenReady);

    [Theory]
    [InlineData("HTTP_PROXY")]
    [InlineData("http_proxy")]
    [InlineData("ALL_PROXY")]
    public async Task A_proxy_does_not_stand_before_this_machine(string variable)
    {
        CliResult result = await CliProcess.RunAsync(
            new Dictionary<string, string>(up.Settings) { [variable] = "http://127.0.0.1:9", ["NO_PROXY"] = "example.com" }, "status");
        Assert.Equal((0, ""), (result.Code, result.Errors.Trim()));
    }

    [Fact]
    public async Task The_published_key_of_the_emulator_opens_nothing()
    {
        const string PublishedKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
        string published = $"AccountName=devstoreaccount1;AccountKey={PublishedKey};BlobEndpoint={Endpoint()};QueueEndpoint={Endpoint()}";
        BlobServiceClient client = new(published, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2026_06_06));

        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => client.GetBlobContainerClient("grayscale").ExistsAsync(TestContext.Current.CancellationToken));
        CliResult result = await CliProcess.RunAsync(new Dictionary<string, string> { ["AzureWebJobsStorage"] = published }, "status");

        Assert.Equal(403, refused.Status);
        Assert.Equal(1, result.Code);
        Assert.Contains("does not know this key", Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_that_hangs_is_said_in_a_line()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        string hanging = AzuriteAccount.CreateRandom().ConnectionString(port, port, port);

        CliResult result = await CliProcess.RunAsync(new Dictionary<string, string> { ["AzureWebJobsStorage"] = hanging }, "status");

        Assert.Equal(1, result.Code);
        Assert.Contains("did not answer within", Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_storage_the_commands_say_how_to_get_one()
    {
        CliResult result = await CliProcess.RunAsync(new Dictionary<string, string>(), "status");
        Assert.Equal(1, result.Code);
        Assert.Equal("There is no storage to work with: start one with ./colorize up, or set AzureWebJobsStorage.", result.Errors.Trim());
    }

    private string Endpoint() => up.Settings["AzureWebJobsStorage"].Split(';').First(
        part => part.StartsWith("BlobEndpoint=", StringComparison.Ordinal))["BlobEndpoint=".Length..];
}
