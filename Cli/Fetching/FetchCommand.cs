using System.CommandLine;
using Colorize.Cli.CommandLine;
using Colorize.Cli.Dropping.Results;
using Colorize.Cli.Local;
using Colorize.Cli.Progress;
using Colorize.Storage;

namespace Colorize.Cli.Fetching;

/// <summary><c>fetch [NAME] [--out DIR]</c>: downloads the results that are there.</summary>
internal static class FetchCommand
{
    public static Command Create()
    {
        Argument<string?> name =
            new("NAME") { Description = "Only results whose names begin so, such as 1931/.", Arity = ArgumentArity.ZeroOrOne };
        Option<string> folder = CommonOptions.ResultFolder();
        Option<bool> json = CommonOptions.Json("Print the files as JSON.");
        Command command = new("fetch", "Downloads the results that are there already.") { name, folder, json };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(name) ?? string.Empty,
            result.GetRequiredValue(folder),
            result.GetValue(json),
            CommonOptions.IsQuiet(result),
            cancellationToken));
        return command.WithExamples(
            ("./colorize fetch", "all results that out/ does not have yet"),
            ("./colorize fetch 1931/ --out album", "those of one folder"));
    }

    private static async Task<int> RunAsync(string name, string folder, bool json, bool quiet, CancellationToken cancellationToken)
    {
        StorageClients storage = await RunningStack.ConnectAsync(cancellationToken);
        ResultFetch fetch = new(storage, ResultFolder.Open(folder, []));
        IReadOnlyList<StoredResult> all = await fetch.ListAsync(name, cancellationToken);
        if (all.Count == 0 && name.Length > 0)
        {
            throw new PlainErrorException(
                $"No result's name begins with {name}. NAME is a name in colorized/, or its beginning, such as 1931/; without one, all "
                    + "results are fetched.");
        }

        bool shown = !json && !quiet;
        List<FetchedResult> fetched = [];
        try
        {
            await FetchAsync(fetch, all, fetched, shown, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync(
                $"Stopped after {fetched.Count:N0} of {all.Count:N0} results. The same command goes on from here.");
            return ExitCode.Failed;
        }

        if (json)
        {
            JsonOutput.Write(fetched);
        }
        else if (shown)
        {
            Console.WriteLine(
                $"{fetched.Count(one => one.IsNew):N0} results fetched, {fetched.Count(one => !one.IsNew):N0} were there already.");
        }

        return ExitCode.Done;
    }

    private static async Task FetchAsync(
        ResultFetch fetch, IReadOnlyList<StoredResult> all, List<FetchedResult> fetched, bool shown, CancellationToken cancellationToken)
    {
        using ProgressLine progress = new(elapsed => ProgressText.Of(fetched.Count, all.Count, "results", elapsed), shown);
        await foreach (FetchedResult one in fetch.RunAsync(all, cancellationToken))
        {
            fetched.Add(one);
            if (shown && one.IsNew)
            {
                progress.WriteLine($"{one.Blob} → {Path.GetRelativePath(Environment.CurrentDirectory, one.File)}", Console.Out);
            }
        }
    }
}
