using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.Isolated;

/// <summary>Adds it to a host.</summary>
internal static class OutsideInvocationsLogging
{
    /// <summary>Shows what is ours, and warnings of all.</summary>
    public static ILoggingBuilder AddOutsideInvocations(this ILoggingBuilder logging)
    {
        logging.Services.AddSingleton<ILoggerProvider, OutsideInvocations>();
        return logging
            .AddFilter<OutsideInvocations>(null, LogLevel.Warning)
            .AddFilter<OutsideInvocations>("Colorize", LogLevel.Information)
            // An error at start is said by Program, once.
            .AddFilter<OutsideInvocations>("Microsoft.Extensions.Hosting", LogLevel.None);
    }
}
