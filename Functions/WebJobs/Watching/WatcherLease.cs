using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Colorize.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.WebJobs.Watching;

/// <summary>
/// The lease on a container of the hosts' own that says which of several hosts announces what is new; all of them work. When its holder
/// is killed it lapses, and another host takes it.
/// </summary>
internal sealed partial class WatcherLease(StorageClients storage, TimeProvider time, ILogger<WatcherLease> logger) : BackgroundService
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);

    // Acquiring with the same id again renews.
    private readonly BlobLeaseClient _lease = storage.Container(ContainerNames.Hosts).GetBlobLeaseClient(Guid.NewGuid().ToString());

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
        if (Term is not null)
        {
            await UnlessAwayAsync(() => _lease.ReleaseAsync(cancellationToken: cancellationToken));
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Renewal, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await AcquireAsync(stoppingToken);
        }
    }

    private Task AcquireAsync(CancellationToken cancellationToken) => UnlessAwayAsync(async () =>
    {
        long asked = time.GetTimestamp();
        try
        {
            await _lease.AcquireAsync(Duration, cancellationToken: cancellationToken);
            _term += Term is null ? 1 : 0;
            Volatile.Write(ref _acquired, asked);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.LeaseAlreadyPresent && !_saidSo)
        {
            LogAnother();
            _saidSo = true;
        }
        catch (RequestFailedException exception) when (exception.IsNotFound())
        {
            // Storage has come back without what it had; the next time finds it.
            await storage.Container(ContainerNames.Hosts).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
    });

    private static async Task UnlessAwayAsync(Func<Task> askAsync)
    {
        try
        {
            await askAsync();
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or OperationCanceledException)
        {
            // Storage is away, which the watchers say, and the lease lapses by itself.
        }
    }

    [LoggerMessage(LogLevel.Information, "Another host watches the containers; this one works with it, and takes over when it ends.")]
    private partial void LogAnother();
}
