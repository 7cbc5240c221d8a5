using Colorize.Imaging;
using Colorize.Imaging.Encoders;
using Colorize.Inference;
using Colorize.Telemetry;

namespace Colorize.Colorization;

/// <summary>
/// Puts a photograph into colour: decode, view, classes and chroma, paint, encode. Safe for concurrent use; photographs in work share
/// a budget of memory.
/// </summary>
/// <param name="limits">What an image may ask for.</param>
/// <param name="predictor">The networks.</param>
/// <param name="budget">The memory that all images in work share.</param>
/// <param name="encoder">Runs encoders that cannot be stopped, for large pictures; null has them run in this process.</param>
public sealed class PhotoColorizer(ImageLimits limits, IChromaPredictor predictor, MemoryBudget budget, EncoderProcess? encoder = null)
{
    /// <summary>Creates a colorizer with a budget of its own.</summary>
    /// <param name="limits">What an image may ask for.</param>
    /// <param name="predictor">The networks.</param>
    public PhotoColorizer(ImageLimits limits, IChromaPredictor predictor)
        : this(limits, predictor, new MemoryBudget(limits.DecodedBytesInFlight))
    {
    }

    /// <summary>Colorizes a photograph. One that is in colour already is colorized from its lightness.</summary>
    /// <param name="image">The whole file.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <param name="preferences">Which network and how vivid, where it is not what the settings say.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageRejectedException">The file is no image that can be processed.</exception>
    public async Task<ColorizedPhoto> ColorizeAsync(
        ReadOnlyMemory<byte> image, string name, ColorPreferences preferences = default, CancellationToken cancellationToken = default)
    {
        using OpenedPages file = ImageReader.OpenPages(image, name, limits);
        using IDisposable room = await budget.AcquireAsync(file.WorkingBytes, cancellationToken);
        var encoded = new List<byte[]?>();
        ChromaPrediction? prediction = null;
        ImageRejectedException? refusal = null;
        foreach (OpenedImage page in file.Pages)
        {
            try
            {
                (byte[] inColor, ChromaPrediction said) = await ColorizeAsync(page, preferences, cancellationToken);
                encoded.Add(inColor);
                prediction ??= said;
            }
            catch (ImageRejectedException exception) when (exception.Reason == RejectionReason.Corrupt && page.Picture.CanStay)
            {
                // A damaged page beside others that are sound stays as it was.
                encoded.Add(null);
                refusal ??= exception;
            }
        }

        using Stage assembling = Stage.Encode();
        OpenedImage first = file.Pages[0];
        return prediction is null ? throw refusal!
            : new(PhotoFile.Assemble(file, encoded), file.Format.ContentType(), first.Width, first.Height, prediction);
    }

    private async Task<(byte[] Encoded, ChromaPrediction Prediction)> ColorizeAsync(
        OpenedImage page, ColorPreferences preferences, CancellationToken cancellationToken)
    {
        using DecodedPicture photo = Decode(page, cancellationToken);
        NetworkView view = photo.OnWhite(NetworkView.Of);
        ChromaPrediction prediction = await PredictAsync(view, preferences, cancellationToken);

        using Stage encoding = Stage.Encode();
        byte[] encoded = page.Time.Spend(
            stop =>
            {
                using PixelBuffer painted = ChromaPainter.Paint(photo.Colors, view, prediction.Ab, stop);
                return ImageWriter.Encode(painted, photo.Alpha, page, encoder, stop);
            },
            cancellationToken);
        return (encoded, prediction);
    }

    private static DecodedPicture Decode(OpenedImage opened, CancellationToken cancellationToken)
    {
        using Stage decoding = Stage.Decode();
        return opened.Decode(cancellationToken);
    }

    private async Task<ChromaPrediction> PredictAsync(NetworkView view, ColorPreferences preferences, CancellationToken cancellationToken)
    {
        using Stage predicting = Stage.Predict();
        float[][] pieces = PieceBlend.Cut(view);
        ChromaPrediction[] predictions;

        // The pieces of a photograph must not be of two minds: where another model set came into use between them, they are asked again.
        do
        {
            predictions = await Task.WhenAll(pieces.Select(piece => predictor.PredictAsync(piece, preferences, cancellationToken)));
        }
        while (predictions.Any(prediction => prediction.ModelVersion != predictions[0].ModelVersion));

        return PieceBlend.Join(view.Size, predictions);
    }
}
