using System.Runtime.ExceptionServices;
using Colorize.Storage;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json;

namespace Colorize.Functions.WebJobs.Extension;

/// <summary>
/// What happens when one of the extension's loops meets an error that it cannot handle. It would throw it on a new thread,
/// which ends the process with a stack trace; here the images in work finish first, and the process says in one line why
/// it stops. Whatever runs it may start it again: nothing is lost.
/// </summary>
internal sealed partial class ListenerExceptionHandler(IHostApplicationLifetime lifetime, ILogger<ListenerExceptionHandler> logger)
    : IWebJobsExceptionHandler, IWebJobsExceptionHandlerFactory
{
    public IWebJobsExceptionHandler Create(IHost jobHost) => this;

    public Task OnTimeoutExceptionAsync(ExceptionDispatchInfo exceptionInfo, TimeSpan timeoutGracePeriod) =>
        OnUnhandledExceptionAsync(exceptionInfo);

    public Task OnUnhandledExceptionAsync(ExceptionDispatchInfo exceptionInfo)
    {
        Exception exception = exceptionInfo.SourceException;
        if (exception is InvalidOperationException or JsonException)
        {
            // Of one message. It comes again, and after the last try it is taken for given up.
            LogMessageFailed(PlainMessage.Of(exception));
        }
        else if (!lifetime.ApplicationStopping.IsCancellationRequested)
        {
            LogFatal(PlainMessage.Of(exception));
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "A message in one of storage's queues is left for later: {Reason}")]
    private partial void LogMessageFailed(string reason);

    [LoggerMessage(LogLevel.Critical, "Stopping, since storage's queues cannot be read any longer: {Reason}")]
    private partial void LogFatal(string reason);
}
