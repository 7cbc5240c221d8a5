using System.Text.Json.Serialization;

namespace Colorize.Trainer.Training;

/// <summary>Where a run stands. Random numbers follow from the seed and the epoch, so no generator has to be kept.</summary>
/// <param name="Options">The options of the run.</param>
/// <param name="Network">The kind of network.</param>
/// <param name="ClassNames">The classes in order.</param>
/// <param name="Steps">The steps taken so far.</param>
/// <param name="History">The epochs so far.</param>
internal sealed record TrainingState(
    TrainingOptions Options, string Network, IReadOnlyList<string> ClassNames, long Steps, IReadOnlyList<EpochRecord> History)
{
    /// <summary>The epoch with the best validation so far; the last one where nothing is validated.</summary>
    [JsonIgnore]
    public EpochRecord? Best =>
        History.LastOrDefault(epoch => epoch.ValidationLoss is null) ?? History.MinBy(epoch => epoch.ValidationLoss);
}

[JsonSerializable(typeof(TrainingState))]
internal sealed partial class TrainingStateJson : JsonSerializerContext;
