using System.CommandLine;
using Colorize.Text;

namespace Colorize.Trainer.CommandLine;

/// <summary>The trainer's command line.</summary>
internal static class TrainerCommandLine
{
    /// <summary>How long a stop waits for the step in hand: the largest batches take minutes.</summary>
    private static readonly TimeSpan StoppingTime = TimeSpan.FromMinutes(10);

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
        root.HelpName = "./colorize";
        ParseResult result = root.Parse(arguments);
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = StoppingTime,
            Output = output,
            Error = errors,
        };
        try
        {
            int code = await result.InvokeAsync(configuration, cancellationToken);
            return result.Errors.Count > 0 ? ExitCode.Usage : code;
        }
        catch (Exception exception) when (Failure.Of(exception) is { } failure)
        {
            errors.WriteLine(VisibleText.Of(failure.Message));
            return failure.ExitCode;
        }
    }
}
