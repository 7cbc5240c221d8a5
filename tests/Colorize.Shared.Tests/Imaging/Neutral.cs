using Colorize.Colorization;
using Colorize.Imaging;
using Colorize.Inference;
using Colorize.Tensors;

namespace Colorize.Tests.Imaging;

/// <summary>
/// Sends files through the whole pipeline with networks that say: no colour. What comes back should look as what went in.
/// </summary>
internal static class Neutral
{
    private static readonly PhotoColorizer Colorizer = new(new ImageLimits(), new Predictor());

    public static async Task<byte[]> ColorizeAsync(byte[] file, string name = "photo") =>
        (await Colorizer.ColorizeAsync(file, name, cancellationToken: TestContext.Current.CancellationToken)).Image;

    public static async Task<byte[]> ColorizeAsync(byte[] file, ImageLimits limits) =>
        (await new PhotoColorizer(limits, new Predictor()).ColorizeAsync(file, "photo",
            cancellationToken: TestContext.Current.CancellationToken)).Image;

    public static async Task<ImageRejectedException> RefusalAsync(byte[] file, string name = "photo") =>
        await Assert.ThrowsAsync<ImageRejectedException>(() => ColorizeAsync(file, name));

    private sealed class Predictor : IChromaPredictor
    {
        public Task<ChromaPrediction> PredictAsync(
            ReadOnlyMemory<float> lightness, ColorPreferences preferences, CancellationToken cancellationToken) =>
            Task.FromResult(new ChromaPrediction("neutral", new float[2 * LabTensor.PlaneLength], []));
    }
}
