using System.CommandLine;
using System.Runtime.InteropServices;
using Colorize.Cli.Benchmark;
using Colorize.Cli.CommandLine;
using Colorize.Cli.Demo;
using Colorize.Cli.Dropping;
using Colorize.Cli.Fetching;
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
    private const string Name = "./colorize";

    // Ctrl-C stops the functions, then Azurite; what has not ended by then is killed.
    private static readonly TimeSpan StoppingTime = TimeSpan.FromSeconds(40);

    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The command and its options.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        RootCommand root = CreateRoot();
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
        {
            ErrorLine.Write(Misunderstood(root, parsed, arguments));
            return ExitCode.Usage;
        }

        InvocationConfiguration configuration = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StoppingTime };
        bool stopped = false;
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => stopped = true);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => stopped = true);
        try
        {
            return await parsed.InvokeAsync(configuration);
        }
        catch (Exception exception)
        {
            ErrorLine.Write(stopped && IsStorageSilent(exception) ? "Stopped." : InOneLine(exception));
            return ExitCode.Failed;
        }
    }

    private static RootCommand CreateRoot()
    {
        RootCommand root = new("Colorize puts black-and-white photographs into colour.")
        {
            DemoCommand.Create(),
            UpCommand.Create(),
            DropCommand.Create(),
            FetchCommand.Create(),
            ImportCommand.Create(),
            StatusCommand.Create(),
            RetryCommand.Create(),
            ModelsCommand.Create(),
            BenchCommand.Create(),
            ScriptCommand.Trainer("train", "Trains networks on this machine and publishes them."),
            ScriptCommand.Trainer("grid", "Searches for the best training options."),
            ScriptCommand.Trainer("ablate", "Measures whether telling a colorizer the class helps."),
            ScriptCommand.Trainer("evaluate", "Measures networks on the test images."),
            ScriptCommand.Trainer("report", "Writes the report of a published model set, with pictures, to out/report.html."),
            ScriptCommand.Trainer("publish", "Publishes networks that are trained."),
            ScriptCommand.Test(),
        };
        root.Add(CompletionCommand.Create(root));
        root.Add(CommonOptions.Quiet);
        root.HelpName = Name;
        root.WithExamples(
            ($"{Name} demo", "see it work, on six historical photographs"),
            ($"{Name} up", "keep it running, with a page to drop photographs on"),
            ($"{Name} drop photo.jpg", "colorize one from another terminal"));
        Examples.ShowInHelp(root);
        return root;
    }

    private static string Misunderstood(RootCommand root, ParseResult parsed, string[] arguments)
    {
        if (parsed.CommandResult.Command != root)
        {
            return $"{parsed.Errors[0].Message} See: {Name} {parsed.CommandResult.Command.Name} --help";
        }

        if (arguments.Length == 0 || arguments[0].StartsWith('-'))
        {
            return $"{parsed.Errors[0].Message} See: {Name} --help";
        }

        string? nearest = CommandSuggestion.To(arguments[0], root.Subcommands.Select(command => command.Name));
        string question = nearest is null ? string.Empty : $" Did you mean: {Name} {nearest}?";
        return $"'{arguments[0]}' is no command of Colorize.{question} See: {Name} --help";
    }

    // A request that waits too long ends as if somebody had stopped it.
    private static bool IsStorageSilent(Exception exception) =>
        exception is OperationCanceledException || StorageErrors.IsNoAnswer(exception);

    private static string InOneLine(Exception exception) => exception switch
    {
        PlainErrorException or StorageSettingsException or ModelSetException or IOException or UnauthorizedAccessException =>
            PlainMessage.FirstLine(exception),
        _ when IsStorageSilent(exception) =>
            $"Storage does not answer. Is {Name} up running, and is {StorageOptions.SectionName} right?",
        AggregateException { InnerException: { } inner } => InOneLine(inner),
        _ when PlainMessage.OfStorage(exception) is { } refusal => refusal,
        _ => $"This is a fault of Colorize, please report it: {exception.GetType().Name}: {PlainMessage.FirstLine(exception)}",
    };
}
