using System.Globalization;
using System.Text.RegularExpressions;
using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

/// <summary>Requests cost time here and money in Azure. They are counted where they arrive: in the storage's own log.</summary>
public sealed partial class RequestTests
{
    private const int Photographs = 64;
    private const int MaxRequests = 6;

    // The last request for a photograph, and the only one of this test's in the meantime.
    private const string Settled = $"DELETE {BlobPaths.WaitingQueuePrefix}colorize/messages/ID";
    private const string Dropped = $"PUT {ContainerNames.Grayscale}/PHOTOGRAPH";

    // Asked by the clock, whether photographs come or not.
    private static readonly string[] Standing =
    [
        $"GET {ContainerNames.Grayscale}?comp=list",
        $"GET {ContainerNames.Uploads}?comp=list",
        $"GET {ContainerNames.Colorized}?comp=list&include=metadata",
        $"GET {ContainerNames.Tensors}?comp=list&include=metadata",
        $"GET {ContainerNames.Rejected}?comp=list&include=metadata",
        $"GET {ContainerNames.Models}/current.json",
        $"GET {BlobPaths.PoisonQueue}/messages",
        $"GET {BlobPaths.WaitingQueuePrefix}colorize/messages?peekonly=true",
        $"PUT {ContainerNames.Hosts}?comp=lease",
    ];

    [Fact]
    public async Task A_photograph_costs_at_most_six_requests()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using Azurite azurite = await Azurite.StartAsync(cancellationToken, logsRequests: true);
        TestAccount account = await TestAccount.CreateAsync(azurite.TakeAccount());
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString);
        await ColorizeAsync(azurite, account, "warm-up", 16);

        string[] requests = await ColorizeAsync(azurite, account, "counted", Photographs);

        double each = requests.Count(request => request != Dropped && !Standing.Contains(request)) / (double)Photographs;
        string table = string.Join('\n', requests.CountBy(request => request).OrderByDescending(kind => kind.Value)
            .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value / (double)Photographs,6:0.00} {kind.Key}")));
        TestContext.Current.TestOutputHelper!.WriteLine($"{table}\n{each:0.00} for each photograph.");
        Assert.True(each is > 4 and <= MaxRequests, $"{each:0.00} requests for each photograph:\n{table}");
    }

    /// <summary>Drops photographs and waits until nothing is left to do for them.</summary>
    /// <returns>What was asked meanwhile, by kind.</returns>
    private static async Task<string[]> ColorizeAsync(Azurite azurite, TestAccount account, string folder, int photographs)
    {
        int before = azurite.Requests.Count;
        await Parallel.ForAsync(0, photographs, TestContext.Current.CancellationToken, async (number, _) =>
            await account.DropAsync(ContainerNames.Grayscale, $"{folder}/{number}.jpg", TestPhotos.Grey(120, 90, number)));
        return await TestAccount.WaitAsync($"the end of the work on {folder}/", () =>
        {
            string[] requests = [.. azurite.Requests.Skip(before).Select(Kind)];
            return Task.FromResult(requests.Count(request => request == Settled) >= photographs ? requests : null);
        });
    }

    /// <summary>The verb, the address without account and numbers, and what matters of the query.</summary>
    private static string Kind(string line)
    {
        Match request = Request().Match(line);
        string path = Photograph().Replace(Uri.UnescapeDataString(request.Groups["path"].Value), "PHOTOGRAPH");
        string query = string.Join('&', request.Groups["query"].Value.Split('&').Where(part => Telling().IsMatch(part)));
        return $"{request.Groups["verb"].Value} {MessageId().Replace(path, "messages/ID")}{(query.Length > 0 ? "?" : string.Empty)}{query}";
    }

    [GeneratedRegex("\"(?<verb>[A-Z]+) /[^/]+/(?<path>[^ ?]*)\\??(?<query>[^ ]*) HTTP/1\\.1\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Request();

    [GeneratedRegex(@"(warm-up|counted)/\d+\.jpg", RegexOptions.ExplicitCapture)]
    private static partial Regex Photograph();

    [GeneratedRegex("messages/.+")]
    private static partial Regex MessageId();

    [GeneratedRegex("^(comp|include|peekonly)=")]
    private static partial Regex Telling();
}
