using System.CommandLine;
using System.Text.Json;
using Colorize.Cli.Local;

namespace Colorize.Cli.Dropping;

/// <summary><c>drop FILE… [--out DIR]</c></summary>
internal static class DropCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Photographs to colorize.", Arity = ArgumentArity.OneOrMore };
        var folder = new Option<DirectoryInfo>("--out")
        {
            Description = "Where the colour photographs go.",
            DefaultValueFactory = _ => new DirectoryInfo("out"),
        };
        var patience = new Option<int>("--timeout") { Description = "Seconds to wait without news.", DefaultValueFactory = _ => 300 };
        var json = new Option<bool>("--json") { Description = "Print the outcomes as JSON." };
        var command = new Command("drop", "Colorizes photographs: uploads them, waits, and downloads the results.") { files, folder, patience, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(files),
            parsed.GetRequiredValue(folder).FullName,
            TimeSpan.FromSeconds(parsed.GetValue(patience)),
            parsed.GetValue(json),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo[] files, string folder, TimeSpan patience, bool json, CancellationToken cancellationToken)
    {
        if (files.FirstOrDefault(file => !file.Exists) is FileInfo missing)
        {
            throw new PlainErrorException($"{missing.FullName} does not exist.");
        }

        var drop = new PhotoDrop(RunningStack.Find(), patience);
        IReadOnlyList<DroppedPhoto> dropped = await drop.UploadAsync(files.Select(file => file.FullName), cancellationToken).ConfigureAwait(false);
        var outcomes = new List<DropOutcome>();
        await foreach (DropOutcome outcome in drop.FetchAsync(dropped, folder, cancellationToken).ConfigureAwait(false))
        {
            outcomes.Add(outcome);
            Report(outcome, json);
        }

        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(outcomes, JsonSerializerOptions.Web));
        }

        return outcomes.Any(outcome => outcome.Refusal is not null) ? ExitCode.Failed : ExitCode.Done;
    }

    private static void Report(DropOutcome outcome, bool json)
    {
        if (outcome.Refusal is not null)
        {
            Console.Error.WriteLine(outcome.Refusal);
        }
        else if (!json)
        {
            Console.WriteLine($"{Path.GetFileName(outcome.File)} → {Path.GetRelativePath(Environment.CurrentDirectory, outcome.Result!)}  {outcome.Seconds:0.0} s");
        }
    }
}
