using System.CommandLine;
using Colorize.Cli.Local;

namespace Colorize.Cli.Importing;

/// <summary><c>import DIR [--split train]</c></summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "A folder that holds a folder for each class." };
        var split = new Option<string>("--split") { Description = "The part of the dataset: train or test.", DefaultValueFactory = _ => "train" };
        var limit = new Option<int?>("--limit") { Description = "Take only so many images, spread over the classes." };
        var json = new Option<bool>("--json") { Description = "Print the outcome as JSON." };
        var command = new Command("import", "Uploads a labelled image set to uploads/{split}/{class}/.") { folder, split, limit, json };
        split.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not ("train" or "test"))
            {
                result.AddError("--split must be train or test.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(folder).FullName, parsed.GetRequiredValue(split), parsed.GetValue(limit), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string folder, string split, int? limit, bool json, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string File, string Class)> images = DatasetFolder.Read(folder);
        if (limit is int most && most < images.Count)
        {
            images = [.. images.GroupBy(image => image.Class).SelectMany(group => group.Index()).OrderBy(image => image.Index).Take(most).Select(image => image.Item)];
        }

        var import = new DatasetImport(await RunningStack.ConnectAsync(cancellationToken).ConfigureAwait(false));
        using var progress = new ImportProgress(images.Count, json ? TextWriter.Null : Console.Out);
        (int uploaded, int unchanged) = await import.RunAsync(images, split, progress, cancellationToken).ConfigureAwait(false);
        progress.Dispose();
        if (json)
        {
            JsonOutput.Write(new { Uploaded = uploaded, Unchanged = unchanged });
            return ExitCode.Done;
        }

        Console.WriteLine($"{uploaded:N0} images uploaded to uploads/{split}/, {unchanged:N0} were there already. The functions make tensors of them: ./colorize status");
        return ExitCode.Done;
    }
}
