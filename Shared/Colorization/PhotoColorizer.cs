using Colorize.Imaging;
using Colorize.Inference;
using Colorize.Telemetry;

namespace Colorize.Colorization;

/// <summary>
/// Puts a photograph into colour: decode, view, classes and chroma, paint, encode. Safe for concurrent use; photographs in work share
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
        using IDisposable room = await _budget.AcquireAsync(opened.DecodedBytes, cancellationToken);
        using PixelBuffer photo = Decode(opened, cancellationToken);
        NetworkView view = NetworkView.Of(photo);
        ChromaPrediction prediction = await PredictAsync(view, choice, cancellationToken);

        using Stage encoding = Stage.Encode();
        using PixelBuffer painted = ChromaPainter.Paint(photo, view, prediction.Ab, cancellationToken);
        byte[] encoded = ImageWriter.Encode(painted, opened.Format, opened.ReadMetadata());
        return new(encoded, opened.Format.ContentType(), photo.Width, photo.Height, prediction);
    }

    private static PixelBuffer Decode(OpenedImage opened, CancellationToken cancellationToken)
    {
        using Stage decoding = Stage.Decode();
        return opened.Decode(cancellationToken);
    }

    private async Task<ChromaPrediction> PredictAsync(NetworkView view, ColorChoice choice, CancellationToken cancellationToken)
    {
        using Stage predicting = Stage.Predict();
        float[][] pieces = PieceBlend.Cut(view);
        ChromaPrediction[] predictions;

        // The pieces of a photograph must not be of two minds: where another model set came into use between them, they are asked again.
        do
        {
            predictions = await Task.WhenAll(pieces.Select(piece => predictor.PredictAsync(piece, choice, cancellationToken)));
        }
        while (predictions.Any(prediction => prediction.ModelVersion != predictions[0].ModelVersion));

        return PieceBlend.Join(view.Size, predictions);
    }
}
