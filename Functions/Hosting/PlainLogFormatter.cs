using Colorize.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Colorize.Functions.Hosting;

/// <summary>
/// One line an event: the time, how bad it is if it is bad, and the sentence, with all that names from outside may hide made visible.
/// </summary>
internal sealed class PlainLogFormatter(TimeProvider time) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "plain";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        string cause = logEntry.Exception is { } exception ? $" {exception.GetType().Name}: {exception.Message}" : string.Empty;
        string text = $"{time.GetLocalNow():HH:mm:ss.fff} {Severity(logEntry.LogLevel)}{message}{cause}";
        textWriter.WriteLine(VisibleText.Of(text.ReplaceLineEndings(" ")));
    }

    private static string Severity(LogLevel level) => level switch
    {
        LogLevel.Warning => "warning: ",
        LogLevel.Error => "error: ",
        LogLevel.Critical => "fatal: ",
        _ => string.Empty,
    };
}
