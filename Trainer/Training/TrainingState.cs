using System.Text.Json.Serialization;
using Colorize.Models;
using Colorize.Trainer.Data;

namespace Colorize.Trainer.Training;

/// <summary>Where a run stands. Random numbers follow from the seed and the epoch, so no generator has to be kept.</summary>
/// <param name="Options">The options of the run.</param>
/// <param name="Network">The kind of network.</param>
/// <param name="ClassNames">The classes in order.</param>
/// <param name="Steps">The steps taken so far.</param>
/// <param name="History">The epochs so far.</param>
internal sealed record TrainingState(
    TrainingOptions Options, Network Network, IReadOnlyList<string> ClassNames, long Steps, IReadOnlyList<EpochRecord> History)
{
    /// <summary>The pictures that the run learns from and is validated on; null where an older trainer did not record them.</summary>
    public DatasetFingerprint? Pictures { get; init; }

    /// <summary>
    /// The digest of the classifier that the network is told by; null where it is told by none, or an older trainer did not record it.
    /// </summary>
    public string? Classifier { get; init; }

    /// <summary>How a run in this state goes on, in words.</summary>
    [JsonIgnore]
    public string Continuation => History.Count < Options.Epochs
        ? $"Going on after epoch {History.Count} of {Options.Epochs}."
        : "It is trained already, with these options and pictures.";

    /// <summary>Whether both are states of one run.</summary>
    public bool IsSameRun(TrainingState other) =>
        Options == other.Options
        && Network == other.Network
        && ClassNames.SequenceEqual(other.ClassNames)
        && (Pictures ?? other.Pictures) == (other.Pictures ?? Pictures);

    /// <summary>The epoch with the best validation so far; the last one where nothing is validated.</summary>
    [JsonIgnore]
    public EpochRecord? Best =>
        History.LastOrDefault(epoch => epoch.ValidationLoss is null) ?? History.MinBy(epoch => epoch.ValidationLoss);
}

[JsonSerializable(typeof(TrainingState))]
internal sealed partial class TrainingStateJson : JsonSerializerContext;
