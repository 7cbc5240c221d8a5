using System.CommandLine;
using System.Globalization;
using Colorize.Cli.CommandLine;
using Colorize.Cli.Local;
using Colorize.Cli.Progress;

namespace Colorize.Cli.Importing;

/// <summary><c>import DIR [--split train]</c>: a labelled image set goes to storage.</summary>
internal static class ImportCommand
{
    private const int MaxExamples = 3;

    public static Command Create()
    {
        Argument<DirectoryInfo> folder = new("DIR") { Description = "A folder that holds a folder for each class." };
        Option<string> split =
            new("--split") { Description = "The part of the dataset: train or test.", DefaultValueFactory = _ => "train" };
        split.AcceptOnlyFromAmong("train", "test");
        Option<int?> limit = new("--limit") { Description = "Take only so many images, spread over the classes.", HelpName = "N" };
        limit.MustBeAtLeast(1, "a number of images");
        Option<bool> links = CommonOptions.FollowLinks();
        Option<bool> json = CommonOptions.Json("Print the outcome as JSON, with all that was left out.");
        Command command = new("import", "Uploads a labelled image set to uploads/{split}/{class}/.") { folder, split, limit, links, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            DatasetFolder.Read(parsed.GetRequiredValue(folder).FullName, parsed.GetValue(links)),
            parsed.GetRequiredValue(split),
            parsed.GetValue(limit) ?? int.MaxValue,
            parsed.GetValue(json),
            CommonOptions.IsQuiet(parsed),
            cancellationToken));
        return command.WithExamples(
            ("./colorize import pets/train", "pets/train/cat/1.jpg becomes uploads/train/cat/1.jpg"),
            ("./colorize import pets/test --split test", "the pictures to measure with"));
    }

    private static async Task<int> RunAsync(
        DatasetFolder set, string split, int limit, bool json, bool quiet, CancellationToken cancellationToken)
    {
        IReadOnlyList<DatasetImage> images = Limit(set.Images, limit);
        DatasetImport import = new(await RunningStack.ConnectAsync(cancellationToken));
        try
        {
            using ProgressLine progress = new(elapsed => ProgressText.Of(import.Done, images.Count, "images", elapsed), !json && !quiet);
            await import.RunAsync(images, split, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            ErrorLine.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Stopped after {import.Done:N0} of {images.Count:N0} images. The same command goes on from here."));
            return ExitCode.Failed;
        }

        Report(set, split, images.Count - import.Unchanged, import.Unchanged, json, quiet);
        return ExitCode.Done;
    }

    private static void Report(DatasetFolder set, string split, int uploaded, int unchanged, bool json, bool quiet)
    {
        if (json)
        {
            JsonOutput.Write(
                new { Uploaded = uploaded, Unchanged = unchanged, LeftOut = set.LeftOut.Select(one => new { one.File, one.Reason }) });
            return;
        }

        if (quiet)
        {
            return;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{uploaded:N0} images uploaded to uploads/{split}/, {unchanged:N0} were there already. The functions make tensors of them: "
                + $"./colorize status"));
        foreach (IGrouping<string, string> group in set.LeftOut.GroupBy(one => one.Reason, one => one.File))
        {
            string[] files = [.. group];
            string more = files.Length > MaxExamples
                ? string.Create(CultureInfo.InvariantCulture, $" and {files.Length - MaxExamples:N0} more")
                : string.Empty;
            Console.WriteLine($"Left out, {group.Key}: {string.Join(", ", files.Take(MaxExamples))}{more}");
        }
    }

    // The first of every class, then the second of every class, and so on.
    private static IReadOnlyList<DatasetImage> Limit(IReadOnlyList<DatasetImage> images, int limit) => limit >= images.Count
        ? images
        : [.. images.GroupBy(image => image.Class).SelectMany(group => group.Index()).OrderBy(image => image.Index).Take(limit)
            .Select(image => image.Item)];
}
