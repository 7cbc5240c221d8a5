using System.CommandLine;
using Azure;
using Colorize.Models;
using Colorize.Storage;

namespace Colorize.Trainer.CommandLine;

/// <summary>The trainer's command line.</summary>
internal static class TrainerCommandLine
{
    /// <summary>Runs a command and turns its end into an exit code and, where it failed, one plain line.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Trains the networks that colorize photographs.")
        {
            TrainCommand.Create(output),
            PublishCommand.Create(output),
            EvaluateCommand.Create(output),
            GridCommand.Create(output),
            AblateCommand.Create(output),
            ReportCommand.Create(output),
        };
        ParseResult result = root.Parse(arguments);
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = errors };
        try
        {
            int code = await result.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
            return result.Errors.Count > 0 ? ExitCode.Usage : code;
        }
        catch (TrainingException exception)
        {
            errors.WriteLine(exception.Message);
            return ExitCode.Failed;
        }
        catch (ModelSetException exception)
        {
            errors.WriteLine(exception.Message);
            return ExitCode.Usage;
        }
        catch (StorageSettingsException exception)
        {
            errors.WriteLine($"{exception.Message} Or give a local folder: --data FOLDER.");
            return ExitCode.Usage;
        }
        catch (RequestFailedException exception)
        {
            errors.WriteLine($"Storage did not do what was asked ({exception.ErrorCode ?? "no answer"}): {FirstLine(exception.Message)}");
            return ExitCode.Failed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(exception.Message);
            return ExitCode.Failed;
        }
        catch (TypeInitializationException exception) when (exception.InnerException is NotSupportedException or DllNotFoundException)
        {
            errors.WriteLine("libtorch could not be loaded. Start the trainer with ./colorize, which prepares it for this system.");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            errors.WriteLine("Stopped. The same command goes on from the last checkpoint.");
            return ExitCode.Failed;
        }
    }

    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd();
}
