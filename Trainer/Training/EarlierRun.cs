using System.Text.Json;
using System.Text.Json.Nodes;
using Colorize.Models;

namespace Colorize.Trainer.Training;

/// <summary>
/// The run that a folder holds already. It goes on where it was with the same options and pictures; with other pictures it
/// is put aside, whole, so that what is new is learned and nothing is lost; with other options it is refused.
/// </summary>
/// <param name="folder">The folder of the run.</param>
/// <param name="stepsPerEpoch">The steps of an epoch with the pictures that are here.</param>
internal sealed class EarlierRun(string folder, long stepsPerEpoch)
{
    private readonly Checkpoint _checkpoint = new(folder);

    /// <summary>Puts the run aside unless it can go on as <paramref name="wanted"/>.</summary>
    /// <param name="wanted">The run as it would begin.</param>
    /// <returns>What to tell of it; null where there is nothing to tell.</returns>
    /// <exception cref="TrainingException">The run has other options, or is of another network.</exception>
    public string? MakeWay(TrainingState wanted)
    {
        if (!File.Exists(_checkpoint.LatestPath))
        {
            return null;
        }

        TrainingState saved = Checkpoint.ReadState(_checkpoint.LatestPath);
        RefuseOther(saved, wanted);
        if (Difference(saved, wanted) is { } difference)
        {
            string aside = PutAside();
            return $"{difference}, so it begins anew. "
                + $"What was learned in {saved.History.Count} {Epochs(saved.History.Count)} is kept in {aside}.";
        }

        return saved.Pictures is null
            ? $"Which pictures this run learned from was not recorded; it goes on with the {wanted.Pictures!.Count} that are here."
            : null;
    }

    private void RefuseOther(TrainingState saved, TrainingState wanted)
    {
        string[] differences = saved.Network != wanted.Network
            ? [$"network {saved.Network.Name()}, not {wanted.Network.Name()}"]
            : [.. Differences(saved.Options, wanted.Options)];
        if (differences.Length > 0)
        {
            throw new TrainingException(
                $"The folder {folder} holds a run with other options ({string.Join("; ", differences)}). "
                + "Give another folder with --work, or delete that one to start again.");
        }
    }

    private string? Difference(TrainingState saved, TrainingState wanted)
    {
        if (saved.Pictures is not null && saved.Pictures != wanted.Pictures)
        {
            return $"The pictures are others than this run learned from ({wanted.Pictures!.ChangesSince(saved.Pictures)})";
        }

        if (!saved.ClassNames.SequenceEqual(wanted.ClassNames))
        {
            return $"This run learned other classes ({string.Join(", ", saved.ClassNames)})";
        }

        if (saved.Pictures is null && saved.Steps != saved.History.Count * stepsPerEpoch)
        {
            return "The pictures are not as many as this run learned from";
        }

        return saved.Classifier is not null && saved.Classifier != wanted.Classifier
            ? "The classifier is another than this run was told by"
            : null;
    }

    private string PutAside()
    {
        string whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string aside = Enumerable.Range(1, int.MaxValue).Select(number => $"{whole}-{number}").First(place => !Directory.Exists(place));
        Directory.Move(whole, aside);
        Directory.CreateDirectory(whole);
        return aside;
    }

    private static IEnumerable<string> Differences(TrainingOptions saved, TrainingOptions wanted)
    {
        JsonObject before = ToJson(saved);
        JsonObject now = ToJson(wanted);
        return now.Where(option => !JsonNode.DeepEquals(option.Value, before[option.Key]))
            .Select(option => $"{option.Key} {before[option.Key]}, not {option.Value}");
    }

    private static JsonObject ToJson(TrainingOptions options) =>
        JsonSerializer.SerializeToNode(options, TrainingStateJson.Default.TrainingOptions)!.AsObject();

    private static string Epochs(int count) => count == 1 ? "epoch" : "epochs";
}
