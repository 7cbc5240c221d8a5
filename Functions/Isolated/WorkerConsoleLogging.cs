using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.Isolated;

/// <summary>Adds it to a host.</summary>
internal static class WorkerConsoleLogging
{
    /// <summary>Shows what is ours, and warnings of all.</summary>
    public static ILoggingBuilder AddWorkerConsole(this ILoggingBuilder logging)
    {
        logging.Services.AddSingleton<ILoggerProvider, WorkerConsoleLoggerProvider>();
        return logging
            .AddFilter<WorkerConsoleLoggerProvider>(null, LogLevel.Warning)
            .AddFilter<WorkerConsoleLoggerProvider>("Colorize", LogLevel.Information)
            // An error at start is said by Program, once.
            .AddFilter<WorkerConsoleLoggerProvider>("Microsoft.Extensions.Hosting", LogLevel.None);
    }
}
