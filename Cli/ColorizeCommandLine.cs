using System.CommandLine;
using Azure;
using Colorize.Cli.Demo;
using Colorize.Cli.Dropping;
using Colorize.Cli.Gallery;
using Colorize.Cli.Importing;
using Colorize.Cli.Status;
using Colorize.Storage;

namespace Colorize.Cli;

/// <summary>The commands of ./colorize.</summary>
public static class ColorizeCommandLine
{
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
        };
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"{parsed.Errors[0].Message} See: ./colorize --help");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is PlainErrorException or StorageSettingsException or IOException or UnauthorizedAccessException)
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
