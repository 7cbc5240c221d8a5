using Colorize.Inference;
using Colorize.Tensors;

namespace Colorize.Tests.Colorization;

/// <summary>Networks that say the same colour everywhere.</summary>
internal sealed class EvenPredictor(float a, float b) : IChromaPredictor
{
    public Task<ChromaPrediction> PredictAsync(
        ReadOnlyMemory<float> lightness, ColorPreferences preferences, CancellationToken cancellationToken)
    {
        float[] ab = new float[2 * LabTensor.PlaneLength];
        ab.AsSpan(0, LabTensor.PlaneLength).Fill(a);
        ab.AsSpan(LabTensor.PlaneLength).Fill(b);
        return Task.FromResult(new ChromaPrediction("even", ab, []));
    }
}
