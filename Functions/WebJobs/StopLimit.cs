using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Colorize.Functions.WebJobs;

/// <summary>
/// Ends the process when stopping takes longer than it may: for storage that is away the engine waits without end.
/// Nothing is lost by that, since messages that were in work show themselves to other hosts within half a minute.
/// </summary>
internal sealed partial class StopLimit(IHostApplicationLifetime lifetime, IOptions<HostOptions> options, ILogger<StopLimit> logger)
    : IHostedService
{
    // An orderly end that takes the whole time still comes first.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(2);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => _ = EndAsync(options.Value.ShutdownTimeout + Reserve));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task EndAsync(TimeSpan limit)
    {
        await Task.Delay(limit);
        LogEnd();
        Environment.Exit(Environment.ExitCode);
    }

    [LoggerMessage(LogLevel.Warning, "Ending without waiting any longer for storage; another host takes up what was in work.")]
    private partial void LogEnd();
}
