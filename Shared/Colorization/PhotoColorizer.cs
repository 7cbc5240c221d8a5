using Colorize.Imaging;
using Colorize.Inference;
using Colorize.Telemetry;
using Colorize.Tensors;

namespace Colorize.Colorization;

/// <summary>
/// Puts a photograph into colour: decode, lightness, classes and chroma, merge, encode. Safe for concurrent use; photographs in work share
/// a budget of memory.
/// </summary>
/// <param name="limits">What an image may ask for.</param>
/// <param name="predictor">The networks.</param>
public sealed class PhotoColorizer(ImageLimits limits, IChromaPredictor predictor)
{
    private readonly MemoryBudget _budget = new(limits.DecodedBytesInFlight);

    /// <summary>Colorizes a photograph. One that is in colour already is colorized from its lightness.</summary>
    /// <param name="image">The whole file.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <param name="choice">Which network and how vivid, where it is not what the settings say.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageRejectedException">The file is no image that can be processed.</exception>
    public async Task<ColorizedPhoto> ColorizeAsync(
        ReadOnlyMemory<byte> image, string name, ColorChoice choice = default, CancellationToken cancellationToken = default)
    {
        using OpenedImage opened = ImageReader.Open(image, name, limits);
        using IDisposable room = await _budget.AcquireAsync(opened.DecodedBytes, cancellationToken).ConfigureAwait(false);
        using PixelBuffer photo = Decode(opened, cancellationToken);
        float[] lightness = SmallLightness(photo);
        ChromaPrediction prediction = await PredictAsync(lightness, choice, cancellationToken);

        using Stage encoding = Stage.Encode();
        using PixelBuffer painted = ChromaPainter.Paint(photo, lightness, prediction.Ab, cancellationToken);
        byte[] encoded = ImageWriter.Encode(painted, opened.Format, opened.ReadMetadata());
        return new(encoded, opened.Format.ContentType(), photo.Width, photo.Height, prediction);
    }

    private static PixelBuffer Decode(OpenedImage opened, CancellationToken cancellationToken)
    {
        using Stage decoding = Stage.Decode();
        return opened.Decode(cancellationToken);
    }

    private async Task<ChromaPrediction> PredictAsync(float[] lightness, ColorChoice choice, CancellationToken cancellationToken)
    {
        using Stage predicting = Stage.Predict();
        return await predictor.PredictAsync(lightness, choice, cancellationToken);
    }

    /// <summary>L/100 of a photograph at the networks' 128×128.</summary>
    private static float[] SmallLightness(PixelBuffer photo)
    {
        using NetVips.Image full = photo.AsImage();
        using NetVips.Image squashed = Squash.To(full, LabTensor.Size, LabTensor.Size);
        using PixelBuffer small = PixelBuffer.From(squashed);

        var lightness = new float[LabTensor.PlaneLength];
        for (int y = 0; y < LabTensor.Size; y++)
        {
            LabRows.ReadLightness(small, y, lightness.AsSpan(y * LabTensor.Size, LabTensor.Size));
        }

        System.Numerics.Tensors.TensorPrimitives.Multiply(lightness, 0.01f, lightness);
        return lightness;
    }
}
