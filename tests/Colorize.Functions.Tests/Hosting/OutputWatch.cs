using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;

namespace Colorize.Tests.Hosting;

/// <summary>
/// Looks into <c>colorized/</c> all the time, as its readers do, and remembers all versions that it sees. Each is decoded
/// at once, so that one that was half written would be found out.
/// </summary>
internal sealed class OutputWatch : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<string, IReadOnlyList<OutputVersion>> _seen = [];
    private readonly CancellationTokenSource _end = new();
    private readonly BlobContainerClient _container;
    private readonly Task _watching;
    private volatile Dictionary<string, string> _listed = [];

    public OutputWatch(TestAccount account)
    {
        _container = account.Clients.Container(ContainerNames.Colorized);
        _watching = WatchAsync();
    }

    /// <summary>Outputs that are there.</summary>
    public int Count => _listed.Count;

    /// <summary>Whether an output is there that was made from this version of its source.</summary>
    public bool IsThere(string path, string madeFrom) => _listed.TryGetValue(path, out string? eTag)
        && Versions(path).Any(version => version.ETag == eTag && version.MadeFrom == madeFrom);

    /// <summary>The versions of an output, in their order.</summary>
    public IReadOnlyList<OutputVersion> Versions(string path) => _seen.GetValueOrDefault(path) ?? [];

    /// <summary>Waits until it has seen enough; fails when it sees nothing new for long, or something that cannot be.</summary>
    public async Task WaitUntilAsync(Func<bool> isEnough)
    {
        const int Minutes = 2;
        int seen = Count;
        DateTime last = DateTime.UtcNow;
        while (!isEnough())
        {
            if (_watching.IsFaulted)
            {
                await _watching;
            }

            if (Count != seen)
            {
                (seen, last) = (Count, DateTime.UtcNow);
            }

            Assert.True(DateTime.UtcNow - last < TimeSpan.FromMinutes(Minutes), $"After {seen} outputs, none came for {Minutes} minutes.");
            await Task.Delay(PollInterval, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching.ContinueWith(static _ => { }, TaskScheduler.Default);
        _end.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                Dictionary<string, string> listed = [];
                await foreach (BlobItem blob in _container.GetBlobsAsync(cancellationToken: _end.Token))
                {
                    await LookAsync(blob);
                    listed[blob.Name] = blob.Properties.ETag.ToString()!;
                }

                _listed = listed;
            }
            catch (Exception exception) when (exception is RequestFailedException or AggregateException)
            {
                // Storage is away.
            }

            await Task.Delay(PollInterval, _end.Token);
        }
    }

    private async Task LookAsync(BlobItem blob)
    {
        string eTag = blob.Properties.ETag.ToString()!;
        if (Versions(blob.Name).Any(version => version.ETag == eTag))
        {
            return;
        }

        try
        {
            BlobDownloadOptions options = new() { Conditions = new BlobRequestConditions { IfMatch = blob.Properties.ETag } };
            BlobDownloadResult output = await _container.GetBlobClient(blob.Name).DownloadContentAsync(options, _end.Token);
            byte[] content = output.Content.ToArray();
            TestPhotos.Decode(content);
            _seen[blob.Name] = [.. Versions(blob.Name), new OutputVersion(eTag, output.Details.Metadata[BlobMetadata.SourceETag], content)];
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            // It has been overwritten since it was listed.
        }
    }
}
