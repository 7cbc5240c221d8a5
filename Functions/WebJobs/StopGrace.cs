using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Colorize.Functions.WebJobs;

/// <summary>
/// The time that images in work have to finish when the process is told to stop. The engine's own token ends at once,
/// which would throw away work that needs a moment more.
/// </summary>
public sealed class StopGrace : IDisposable
{
    // What is left of the host's time to give the unfinished images back to the queue.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenRegistration _registration;

    /// <summary>Begins to count when the host begins to stop.</summary>
    public StopGrace(IHostApplicationLifetime lifetime, IOptions<HostOptions> options)
    {
        ArgumentNullException.ThrowIfNull(lifetime);
        ArgumentNullException.ThrowIfNull(options);
        TimeSpan grace = options.Value.ShutdownTimeout - Reserve;
        _registration = lifetime.ApplicationStopping.Register(() => _end.CancelAfter(grace));
    }

    /// <summary>Fires when the time is over.</summary>
    public CancellationToken Token => _end.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _end.Dispose();
    }
}
