using Azure;
using Azure.Identity;
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
        RequestFailedException request => Failed(
            $"Storage did not do what was asked ({request.ErrorCode ?? "no answer"}): {FirstLine(request.Message)}"),
        AggregateException { InnerException: RequestFailedException request } => Of(request),
        AuthenticationFailedException => Failed($"Storage does not know who asks: {FirstLine(exception.Message)}"),
        IOException or UnauthorizedAccessException => Failed(exception.Message),
        TypeInitializationException { InnerException: NotSupportedException or DllNotFoundException } =>
            Failed("libtorch could not be loaded. Start the trainer with ./colorize, which prepares it for this system."),
        OperationCanceledException => Failed("Stopped. The same command goes on from the last checkpoint."),
        _ => null,
    };

    private static Failure Failed(string message) => new(message, CommandLine.ExitCode.Failed);

    private static Failure Usage(string message) => new(message, CommandLine.ExitCode.Usage);

    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd();
}
