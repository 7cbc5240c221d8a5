using System.CommandLine;
using Colorize.Cli.CommandLine;
using Colorize.Cli.Dropping.Reports;
using Colorize.Cli.Dropping.Results;
using Colorize.Cli.Local;
using Colorize.Cli.Models;
using Colorize.Inference;
using Colorize.Models;
using Colorize.Storage;

namespace Colorize.Cli.Dropping;

/// <summary><c>drop PATH… [--out DIR]</c>: photographs go to storage and come back in colour.</summary>
internal static class DropCommand
{
    private const int DefaultTimeout = 300;
    private const int MaxLeftOutShown = 5;

    public static Command Create()
    {
        Argument<string[]> paths = new("PATH")
        {
            Description = "Photographs, folders of them, and patterns such as 'scans/**/*.tif'.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> folder = CommonOptions.ResultFolder();
        Option<int> timeout = new("--timeout")
        {
            Description = "Seconds to go on waiting when nothing comes back.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => DefaultTimeout,
        };
        timeout.MustBeAtLeast(1, "a number of seconds");
        var preferences = new ColorPreferenceOptions();
        Option<bool> links = CommonOptions.FollowLinks();
        Option<bool> json = CommonOptions.Json("Print the outcomes as JSON.");
        Command command = new("drop", "Colorizes photographs: uploads them, waits, and downloads the results.") { paths, folder, timeout };
        preferences.AddTo(command);
        command.Add(links);
        command.Add(json);
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetRequiredValue(paths),
            new DropSettings(
                result.GetRequiredValue(folder),
                TimeSpan.FromSeconds(result.GetValue(timeout)),
                preferences.Read(result),
                result.GetValue(links)),
            result.GetValue(json),
            CommonOptions.IsQuiet(result),
            cancellationToken));
        return command.WithExamples(
            ("./colorize drop photo.jpg", "one photograph; the result is in out/"),
            ("./colorize drop scans album/1931 --out colour", "two folders, with all that is in them"),
            ("./colorize drop 'scans/**/*.tif' --vividness 0.8", "all TIFFs below a folder, in strong colours"));
    }

    private static async Task<int> RunAsync(
        string[] paths, DropSettings settings, bool json, bool quiet, CancellationToken cancellationToken)
    {
        FoundPhotographs found = new PhotographSearch(settings.Folder, settings.FollowLinks).Find(paths);
        if (!json && !quiet)
        {
            ShowLeftOut(found);
        }

        StorageClients storage = await RunningStack.ConnectAsync(cancellationToken);
        if (await FindUnmetAsync(storage, settings.Preferences, cancellationToken) is { } unmet)
        {
            Console.Error.WriteLine(unmet);
        }

        ResultFolder results = ResultFolder.Open(settings.Folder, found.Photographs.Select(photograph => photograph.Label));
        using DropReport report = json ? new JsonDropReport(found.Photographs.Count) : new DropReport(found.Photographs.Count, !quiet);
        report.Start();
        try
        {
            await new DropRun(storage, results, settings, report).RunAsync(found.Photographs, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            report.End(stopped: true);
            return ExitCode.Failed;
        }

        report.End(stopped: false);
        return report.AllColorized ? ExitCode.Done : ExitCode.Failed;
    }

    // Each result says what it was coloured with; this is said before hours have passed.
    private static async Task<string?> FindUnmetAsync(
        StorageClients storage, ColorPreferences preferences, CancellationToken cancellationToken)
    {
        try
        {
            return preferences == default ? null : (await AvailableNetworks.ReadAsync(storage, cancellationToken)).Unmet(preferences);
        }
        catch (ModelSetException)
        {
            // What the functions make of such a set, they say themselves.
            return null;
        }
    }

    private static void ShowLeftOut(FoundPhotographs found)
    {
        foreach (IGrouping<string, string> group in found.LeftOut.GroupBy(one => one.Reason, one => one.File))
        {
            string[] files = [.. group];
            string more = files.Length > MaxLeftOutShown ? $" and {files.Length - MaxLeftOutShown:N0} more" : string.Empty;
            Console.WriteLine($"Left out, {group.Key}: {string.Join(", ", files.Take(MaxLeftOutShown))}{more}");
        }
    }
}
