using System.Runtime.ExceptionServices;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>
/// What happens when one of the engine's loops meets an error that it cannot handle. It would throw it on a new thread,
/// which ends the process with a stack trace; here the images in work finish first, and the process says in one line why
/// it stops. Whatever runs it may start it again: nothing is lost.
/// </summary>
internal sealed partial class EngineFaults(IHostApplicationLifetime lifetime, ILogger<EngineFaults> logger)
    : IWebJobsExceptionHandler, IWebJobsExceptionHandlerFactory
{
    public IWebJobsExceptionHandler Create(IHost jobHost) => this;

    public Task OnTimeoutExceptionAsync(ExceptionDispatchInfo exceptionInfo, TimeSpan timeoutGracePeriod) =>
        OnUnhandledExceptionAsync(exceptionInfo);

    public Task OnUnhandledExceptionAsync(ExceptionDispatchInfo exceptionInfo)
    {
        string reason = exceptionInfo.SourceException.Message.ReplaceLineEndings(" ");
        if (exceptionInfo.SourceException is TimeoutException)
        {
            // A poll that took minutes, as in an outage; the loop goes on with the next one.
            LogSlow(reason);
            return Task.CompletedTask;
        }

        if (!lifetime.ApplicationStopping.IsCancellationRequested)
        {
            LogFatal(reason);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "Storage is slow to answer: {Reason}")]
    private partial void LogSlow(string reason);

    [LoggerMessage(LogLevel.Critical, "Stopping, since the containers cannot be watched any longer: {Reason}")]
    private partial void LogFatal(string reason);
}
