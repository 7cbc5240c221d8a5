using System.CommandLine;
using System.Diagnostics;
using Colorize.Cli.Local;

namespace Colorize.Cli;

/// <summary>Commands that other programs of the project carry out, each with whatever options it is given.</summary>
internal static class ScriptCommand
{
    /// <summary>A command of the trainer.</summary>
    /// <remarks>The launcher ./colorize starts the trainer itself, in its environment; this is for <c>dotnet run --project
    /// Cli</c>.</remarks>
    public static Command Trainer(string name, string description)
    {
        string project = Path.Combine("Trainer", "Colorize.Trainer.csproj");
        return Create(
            name, description, "dotnet", ["run", "--project", Path.Combine(ProjectFolder.Root, project), "-c", "Release", "--", name]);
    }

    /// <summary>Every check that CI runs.</summary>
    public static Command Test() =>
        Create("test", "Runs every check that CI runs.", "bash", [Path.Combine(ProjectFolder.Root, "eng", "test.sh")]);

    private static Command Create(string name, string description, string program, string[] arguments)
    {
        Argument<string[]> rest = new("options")
        {
            Description = "Passed on.",
            Arity = ArgumentArity.ZeroOrMore,
            CaptureRemainingTokens = true,
        };
        Command command = new(name, description) { rest };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (result, cancellationToken) =>
        {
            ProcessStartInfo start = new(program, [.. arguments, .. result.GetValue(rest) ?? []]);
            using Process process = Process.Start(start)!;
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        });
        return command;
    }
}
