using System.Text.Json.Serialization;
using Colorize.Models;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.Experiments;

/// <summary>What became of one of many trainings. Its file in the folder of the training says that it is over.</summary>
/// <param name="Network">The kind of network.</param>
/// <param name="Options">How it was trained.</param>
/// <param name="History">Its epochs; empty where it failed.</param>
/// <param name="Failure">Why it failed; null if it did not.</param>
internal sealed record RunRecord(Network Network, TrainingOptions Options, IReadOnlyList<EpochRecord> History, string? Failure)
{
    private const string FileName = "run.json";

    /// <summary>The epoch whose weights are kept; null where the training failed.</summary>
    [JsonIgnore]
    public EpochRecord? Best => new TrainingState(Options, Network, [], 0, History).Best;

    /// <summary>How long it took.</summary>
    [JsonIgnore]
    public double Seconds => History.Sum(epoch => epoch.Seconds);

    /// <summary>Reads the record of a folder; null while its training is not over.</summary>
    public static RunRecord? TryRead(string folder) => JsonFile.TryRead(Path.Combine(folder, FileName), ExperimentJson.Default.RunRecord);

    /// <summary>Writes the record into a folder.</summary>
    public void Write(string folder) => JsonFile.Write(Path.Combine(folder, FileName), this, ExperimentJson.Default.RunRecord);
}
