using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Colorize.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.WebJobs.Watching;

/// <summary>
/// The lease on a blob that says which of several hosts announces what is new; all of them work. When its holder is killed it lapses,
/// and another host takes it.
/// </summary>
internal sealed partial class WatcherLease(StorageClients storage, TimeProvider time, ILogger<WatcherLease> logger) : BackgroundService
{
    /// <summary>The container that hosts keep for themselves.</summary>
    public const string Container = "azure-webjobs-hosts";

    private const string BlobName = "colorize/watcher";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);

    // Acquiring with the same id again renews.
    private readonly BlobLeaseClient _lease = storage.Container(Container).GetBlobClient(BlobName).GetBlobLeaseClient(Guid.NewGuid().ToString());

    private bool _saidSo;
    private int _term;
    private long _acquired;

    /// <summary>The number of the term in which this host announces, or null while another does.</summary>
    public int? Term => Volatile.Read(ref _acquired) is var acquired and not 0 && time.GetElapsedTime(acquired) < Duration ? _term : null;

    /// <summary>Asks for the lease before the watching begins.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await AcquireAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Lets another host take it at once.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            if (Term is not null)
            {
                await _lease.ReleaseAsync(cancellationToken: cancellationToken);
            }
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or OperationCanceledException)
        {
            // It lapses by itself.
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Renewal, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await AcquireAsync(stoppingToken);
        }
    }

    private async Task AcquireAsync(CancellationToken cancellationToken)
    {
        try
        {
            long asked = time.GetTimestamp();
            if (await TryAcquireAsync(cancellationToken))
            {
                _term += Term is null ? 1 : 0;
                Volatile.Write(ref _acquired, asked);
            }
            else if (!_saidSo)
            {
                LogAnother();
                _saidSo = true;
            }
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or OperationCanceledException)
        {
            // Storage is away, which the watchers say.
        }
    }

    private async Task<bool> TryAcquireAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _lease.AcquireAsync(Duration, cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
        {
            return false;
        }
        catch (RequestFailedException exception) when (exception.IsNotFound())
        {
            await CreateAsync(cancellationToken);
            await _lease.AcquireAsync(Duration, cancellationToken: cancellationToken);
            return true;
        }
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            BlobUploadOptions ifMissing = new() { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await storage.Container(Container).GetBlobClient(BlobName).UploadAsync(BinaryData.Empty, ifMissing, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.IsLostRace())
        {
            // Another host has just done so.
        }
    }

    [LoggerMessage(LogLevel.Information, "Another host watches the containers; this one works with it, and takes over when it ends.")]
    private partial void LogAnother();
}
