using System.CommandLine;
using System.Globalization;
using Colorize.Cli.Dropping.Results;
using Colorize.Cli.Files;
using Colorize.Cli.Local;
using Colorize.Files;
using Colorize.Storage;

namespace Colorize.Cli.Dropping;

/// <summary><c>drop FILE… [--out DIR]</c>: photographs go to storage and come back in colour.</summary>
internal static class DropCommand
{
    private const int StandardPatience = 300;

    public static Command Create()
    {
        Argument<string[]> files = new("FILE") { Description = "The photographs.", Arity = ArgumentArity.OneOrMore };
        Option<string> folder = new("--out") { Description = "Where the colour photographs go.", HelpName = "DIR", DefaultValueFactory = _ => "out" };
        Option<int> patience = new("--timeout")
        {
            Description = "Seconds to go on waiting when nothing comes back.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => StandardPatience,
        };
        patience.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (!int.TryParse(text, CultureInfo.InvariantCulture, out int seconds) || seconds < 1))
            {
                result.AddError($"--timeout is '{text}'. It must be a number of seconds, 1 or more.");
            }
        });
        Option<bool> json = new("--json") { Description = "Print the outcomes as JSON." };
        Command command = new("drop", "Colorizes photographs: uploads them, waits, and downloads the results.") { files, folder, patience, json };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(files)!,
            result.GetValue(folder)!,
            TimeSpan.FromSeconds(result.GetValue(patience)),
            result.GetValue(json) ? new JsonDropReport() : new PlainDropReport(),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string[] files, string folder, TimeSpan patience, IDropReport report, CancellationToken cancellationToken)
    {
        foreach (string file in files)
        {
            Check(file);
        }

        StorageClients storage = await RunningStack.ConnectAsync(cancellationToken);
        ResultFolder results = ResultFolder.Open(folder, files);
        PhotoDrop drop = new(storage);
        Dictionary<DroppedPhotograph, ResultTarget> targets = [];
        foreach (string file in files.DistinctBy(RealPath.Of))
        {
            string source = await ContentHash.Sha256OfFileAsync(file, cancellationToken);
            ResultTarget target = await results.ReserveAsync(Path.GetFileName(file), source, cancellationToken);
            targets.Add(await drop.DropAsync(Photograph.FromFile(file), cancellationToken), target);
        }

        bool all = true;
        await foreach (Return photograph in new PhotoReturns(storage).WaitAsync(targets.Keys, patience, cancellationToken))
        {
            report.Add(photograph, await SaveAsync(photograph, results, targets, cancellationToken));
            all &= photograph.Outcome == Outcome.Colorized;
        }

        report.End();
        return all ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<string?> SaveAsync(
        Return photograph, ResultFolder results, Dictionary<DroppedPhotograph, ResultTarget> targets, CancellationToken cancellationToken) => photograph.Result is { } blob
        ? await results.SaveAsync(targets[photograph.Dropped], photograph.Dropped.ETag, (draft, stopped) => blob.DownloadToAsync(draft, stopped), cancellationToken)
        : null;

    private static void Check(string file)
    {
        if (Directory.Exists(file))
        {
            throw new PlainErrorException($"{file} is a folder. Name the photographs in it, such as {Path.Combine(file, "*.jpg")}.");
        }

        if (!File.Exists(file))
        {
            throw new PlainErrorException($"{file} does not exist.");
        }
    }
}
