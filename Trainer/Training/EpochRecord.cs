using System.Globalization;
using System.Text.Json.Serialization;

namespace Colorize.Trainer.Training;

/// <summary>What an epoch gave.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="TrainingLoss">The mean loss over its steps.</param>
/// <param name="ValidationLoss">The loss of the (averaged) weights on the validation pictures after it; null if none are kept for
/// that.</param>
/// <param name="Seconds">How long it took, validation included.</param>
internal sealed record EpochRecord(int Epoch, double TrainingLoss, double? ValidationLoss, double Seconds)
{
    /// <summary>The losses in words, of which there are as many as were measured.</summary>
    [JsonIgnore]
    public string Losses => ValidationLoss is { } loss
        ? string.Create(CultureInfo.InvariantCulture, $"training loss {TrainingLoss:0.00000}  validation loss {loss:0.00000}")
        : string.Create(CultureInfo.InvariantCulture, $"training loss {TrainingLoss:0.00000}");
}
