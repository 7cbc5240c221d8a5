using System.Runtime.InteropServices;
using Colorize.Models;
using Colorize.Storage;

namespace Colorize.Trainer;

/// <summary>How a command that failed tells so.</summary>
/// <param name="Message">What went wrong, in a line and without secrets.</param>
/// <param name="ExitCode">What the process answers.</param>
internal sealed record Failure(string Message, int ExitCode)
{
    /// <summary>Explains an exception; null for one that nobody expects, which is an error of the program.</summary>
    public static Failure? Of(Exception exception) => exception switch
    {
        TrainingException => Failed(exception.Message),
        ModelSetException => Usage(exception.Message),
        StorageSettingsException => Usage($"{exception.Message} Or give a local folder: --data FOLDER."),
        AggregateException { InnerExceptions: [.., var last] } when StorageErrors.IsNoAnswer(exception) => NoAnswer(last),
        _ when StorageErrors.IsNoAnswer(exception) => NoAnswer(exception),
        _ when PlainMessage.OfStorage(exception) is { } refusal => Failed(refusal),
        _ when DiskFull.Is(exception) => Failed(
            $"The disk is full: {PlainMessage.FirstLine(exception)}. Make room, and give the same command: it goes on."),
        IOException or UnauthorizedAccessException => Failed(PlainMessage.FirstLine(exception)),
        OutOfMemoryException => OutOfMemory(),
        ExternalException when IsOutOfMemory(exception) => OutOfMemory(),
        TypeInitializationException { InnerException: { } cause } when cause is NotSupportedException or DllNotFoundException => Failed(
            $"A native library could not be loaded ({PlainMessage.FirstLine(cause)}). Start the trainer with ./colorize, which prepares "
                + "libtorch for this system."),
        OperationCanceledException => Failed("Stopped. The same command goes on from the last checkpoint."),
        _ => null,
    };

    /// <summary>Whether libtorch had too little memory, on the host or on a GPU: its errors have no type but this text.</summary>
    public static bool IsOutOfMemory(Exception exception) =>
        exception is ExternalException
        && (exception.Message.Contains("not enough memory", StringComparison.OrdinalIgnoreCase)
            || exception.Message.Contains("allocate memory", StringComparison.OrdinalIgnoreCase)
            || exception.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase));

    private static Failure NoAnswer(Exception exception) =>
        Failed($"Storage does not answer: {PlainMessage.FirstLine(exception).TrimEnd('.')}. The same command goes on when it does.");

    private static Failure OutOfMemory() =>
        Failed("There is not enough memory for this. Give a smaller --batch-size, or leave more memory free, and give the command again.");

    private static Failure Failed(string message) => new(message, CommandLine.ExitCode.Failed);

    private static Failure Usage(string message) => new(message, CommandLine.ExitCode.Usage);
}
