using Colorize.Models;

namespace Colorize.Inference;

/// <summary>Predicts colour with the model set in use, together with whatever else is asked for at the same time.</summary>
internal sealed class ChromaPredictor(ActiveModelSet active, PredictionQueue queue) : IChromaPredictor
{
    public async Task<ChromaPrediction> PredictAsync(
        ReadOnlyMemory<float> lightness, ColorPreferences preferences, CancellationToken cancellationToken)
    {
        if (lightness.Length != NetworkContract.Pixels)
        {
            throw new ArgumentException(
                $"The lightness has {lightness.Length} values; {NetworkContract.Size}×{NetworkContract.Size} are needed.",
                nameof(lightness));
        }

        await active.Initialized.WaitAsync(cancellationToken);
        return await queue.PredictAsync(new PhotoInput(lightness, preferences), cancellationToken);
    }
}
