using System.Collections.Concurrent;
using System.Globalization;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

/// <summary>Photographs that are dropped in <c>grayscale/</c>, and all that comes of them.</summary>
internal sealed class Backlog : IAsyncDisposable
{
    // What JPEG and colours outside of sRGB leave.
    private const double MaxDifference = 4;

    private readonly TestAccount _account;
    private readonly ConcurrentDictionary<string, (string ETag, byte[] Photograph)> _dropped = [];
    private readonly OutputWatch _watch;

    private Backlog(TestAccount account)
    {
        _account = account;
        _watch = new OutputWatch(account);
    }

    /// <summary>The last photograph.</summary>
    public string Last => _dropped.Keys.Max(StringComparer.Ordinal)!;

    /// <summary>Drops photographs of different sizes.</summary>
    public static async Task<Backlog> DropAsync(TestAccount account, int photographs = 40)
    {
        Backlog backlog = new(account);
        await backlog.AddAsync(photographs);
        return backlog;
    }

    private Task AddAsync(int photographs) => Parallel.ForAsync(
        _dropped.Count, _dropped.Count + photographs, TestContext.Current.CancellationToken, async (number, _) =>
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"{number:0000}.jpg");
            byte[] photograph = TestPhotos.Grey(60 + (number % 61), 60 + (number % 59), number);
            _dropped[path] = (await _account.DropAsync(ContainerNames.Grayscale, path, photograph), photograph);
        });

    /// <summary>Waits until a part of the outputs is there, 0…1.</summary>
    public Task WaitForAsync(double part) => _watch.WaitUntilAsync(() => _watch.Count >= part * _dropped.Count);

    /// <summary>Makes sure that some have no output yet, so that what befell them did so in the middle.</summary>
    public async Task AssertSomeWaitAsync()
    {
        int outputs = 0;
        await foreach (BlobItem _ in _account.Clients.Container(ContainerNames.Colorized)
            .GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            outputs++;
        }

        Assert.InRange(outputs, 1, _dropped.Count - 1);
    }

    /// <summary>
    /// All photographs arrive, each as it should look; none came with other bytes at any time, nothing was rejected, and
    /// nothing was given up.
    /// </summary>
    public async Task AssertAllArriveAsync()
    {
        await _watch.WaitUntilAsync(() => _dropped.All(photograph => _watch.IsThere(photograph.Key, photograph.Value.ETag)));
        foreach ((string path, (string eTag, byte[] photograph)) in _dropped)
        {
            Assert.All(_watch.Versions(path), version => Assert.Equal(eTag, version.MadeFrom));
            Assert.Single(_watch.Versions(path).Select(version => Convert.ToBase64String(version.Content)).Distinct());
            byte[] output = _watch.Versions(path)[0].Content;
            Assert.Equal(TestPhotos.Size(photograph), TestPhotos.Size(output));
            Assert.InRange(TestPhotos.DifferenceInBrightness(output, photograph), 0, MaxDifference);
        }

        Assert.Empty(await _account.PoisonTextAsync());
        await foreach (BlobItem rejection in _account.Clients.Container(ContainerNames.Rejected)
            .GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            Assert.Fail($"{rejection.Name} was rejected.");
        }
    }

    public ValueTask DisposeAsync() => _watch.DisposeAsync();
}
