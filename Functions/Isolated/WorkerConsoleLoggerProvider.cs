using Colorize.Functions.Hosting;
using Colorize.Functions.Shutdown;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Colorize.Functions.Isolated;

/// <summary>
/// Writes to standard output what is logged outside an invocation: which model set is in use, what the networks run on. The Functions
/// host shows a worker's standard output, and drops log lines that belong to no invocation; those that do, it shows itself.
/// </summary>
internal sealed class WorkerConsoleLoggerProvider(TimeProvider time) : ILoggerProvider
{
    private readonly PlainLogFormatter _formatter = new(time);

    public ILogger CreateLogger(string categoryName) => new WorkerConsoleLogger(categoryName, _formatter);

    public void Dispose()
    {
        // It holds nothing.
    }

    private sealed class WorkerConsoleLogger(string category, PlainLogFormatter plain) : ILogger
    {
        private static readonly Lock Output = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && !InFlightBlobs.IsInvocation;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            using StringWriter line = new();
            plain.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), scopeProvider: null, line);
            lock (Output)
            {
                Console.Out.Write(line);
            }
        }
    }
}
