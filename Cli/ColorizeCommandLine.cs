using System.CommandLine;
using Azure;
using Colorize.Cli.Demo;
using Colorize.Cli.Dropping;
using Colorize.Cli.Gallery;
using Colorize.Cli.Importing;
using Colorize.Cli.Models;
using Colorize.Cli.Status;
using Colorize.Models;
using Colorize.Storage;

namespace Colorize.Cli;

/// <summary>The commands of ./colorize.</summary>
public static class ColorizeCommandLine
{
    // Ctrl-C stops the functions, then Azurite; what has not ended by then is killed.
    private static readonly TimeSpan StoppingTime = TimeSpan.FromSeconds(40);

    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The command and its options.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Colorize puts black-and-white photographs into colour.")
        {
            DemoCommand.Create(),
            UpCommand.Create(),
            DropCommand.Create(),
            ImportCommand.Create(),
            StatusCommand.Create(),
            RetryCommand.Create(),
            ModelsCommand.Create(),
            ScriptCommand.Trainer("train", "Trains networks on this machine and publishes them."),
            ScriptCommand.Trainer("grid", "Searches for the best training options."),
            ScriptCommand.Trainer("ablate", "Measures whether telling a colorizer the class helps."),
            ScriptCommand.Trainer("evaluate", "Measures networks on the test images."),
            ScriptCommand.Trainer("report", "Writes the report of a published model set, with pictures, to out/report.html."),
            ScriptCommand.Trainer("publish", "Publishes networks that are trained."),
            ScriptCommand.Test(),
        };
        root.HelpName = "./colorize";
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"{parsed.Errors[0].Message} See: ./colorize --help");
            return ExitCode.Usage;
        }

        InvocationConfiguration configuration = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StoppingTime };
        try
        {
            return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is PlainErrorException or StorageSettingsException or ModelSetException or IOException or UnauthorizedAccessException)
        {
            return Fail(exception.Message);
        }
        catch (RequestFailedException exception)
        {
            return Fail($"Storage refused ({exception.ErrorCode ?? "no answer"}): {exception.Message}");
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is RequestFailedException))
        {
            return Fail("Storage does not answer. Is ./colorize up running, and is AzureWebJobsStorage right?");
        }
        catch (OperationCanceledException)
        {
            return Fail("Stopped.");
        }
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message.Split('\n', 2)[0].Trim());
        return ExitCode.Failed;
    }
}
