using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Colorize.Functions.Shutdown;

/// <summary>
/// The time that images in work have to finish when the process is asked to stop. A host's own token fires at once, which would throw
/// away work that needs a moment more. When stopping takes longer than it may (a host waits without end for storage that is away), the
/// process ends: nothing is lost by that, since what has no output is announced again.
/// </summary>
public sealed partial class ShutdownDeadline : IHostedService, IDisposable
{
    // What is left of the time to settle the messages of unfinished images.
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(3);

    // An orderly end that takes the whole time still comes first.
    private static readonly TimeSpan ExitDelay = TimeSpan.FromSeconds(2);

    private readonly IHostApplicationLifetime _lifetime;
    private readonly ILogger<ShutdownDeadline> _logger;
    private readonly TimeSpan _timeout;
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenRegistration _registration;

    /// <summary>Begins to count when the host begins to stop.</summary>
    public ShutdownDeadline(IHostApplicationLifetime lifetime, IOptions<HostOptions> options, ILogger<ShutdownDeadline> logger)
    {
        ArgumentNullException.ThrowIfNull(lifetime);
        ArgumentNullException.ThrowIfNull(options);
        _lifetime = lifetime;
        _logger = logger;
        _timeout = options.Value.ShutdownTimeout;
        _registration = lifetime.ApplicationStopping.Register(Begin);
    }

    /// <summary>Fires when the time of the images in work is over.</summary>
    public CancellationToken Token => _over.Token;

    /// <summary>Whether the host has been asked to stop.</summary>
    public bool IsStopping => _lifetime.ApplicationStopping.IsCancellationRequested;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _over.Dispose();
    }

    private void Begin()
    {
        _over.CancelAfter(_timeout - SettlingTime);
        _ = ExitAsync();
    }

    private async Task ExitAsync()
    {
        await Task.Delay(_timeout + ExitDelay);
        LogExit();
        Environment.Exit(Environment.ExitCode);
    }

    [LoggerMessage(LogLevel.Warning, "Ending without waiting any longer for storage; what was in work is announced again.")]
    private partial void LogExit();
}
