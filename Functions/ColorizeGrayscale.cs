using System.Globalization;
using Colorize.Colorization;
using Colorize.Functions.Delivery;
using Colorize.Imaging;
using Colorize.Inference;
using Colorize.Models;
using Colorize.Storage;

namespace Colorize.Functions;

/// <summary>A photograph dropped in <c>grayscale/{path}</c> appears in colour at <c>colorized/{path}</c>.</summary>
public sealed class ColorizeGrayscale
{
    private readonly ImageDelivery _delivery;
    private readonly PhotoColorizer _colorizer;
    private readonly ImageTransform _transform;

    internal ColorizeGrayscale(ImageDelivery delivery, PhotoColorizer colorizer)
    {
        _delivery = delivery;
        _colorizer = colorizer;
        _transform = new ImageTransform(Route.Photographs, _ => { }, ColorizeAsync);
    }

    /// <summary>Colorizes the blob at this path of <c>grayscale/</c>, whatever version is the newest.</summary>
    /// <param name="path">The blob's name.</param>
    /// <param name="cancellationToken">Stops the work; the photograph is then left for a later try.</param>
    public Task RunAsync(string path, CancellationToken cancellationToken) =>
        _delivery.DeliverAsync(path, _transform, cancellationToken);

    private async Task<TransformedImage> ColorizeAsync(SourceBlob source, ReadOnlyMemory<byte> image, CancellationToken cancellationToken)
    {
        ColorizedPhoto photo = await _colorizer.ColorizeAsync(image, source.Name, ReadPreferences(source), cancellationToken);
        ChromaPrediction prediction = photo.Prediction;
        string best = prediction.TopClasses is [{ } first, ..] ? $", {first.Name} {first.Probability:0.00}" : string.Empty;
        return new TransformedImage(
            photo.Image,
            photo.ContentType,
            Describe(photo),
            $"colorized, {photo.Width}×{photo.Height}, model {prediction.ModelVersion}{best},");
    }

    private static ColorPreferences ReadPreferences(SourceBlob source)
    {
        try
        {
            return ColorPreferences.From(source.Metadata);
        }
        catch (FormatException exception)
        {
            throw new ImageRejectedException(
                RejectionReason.WrongWish,
                $"{source.Name} has a wish in its metadata that cannot be met. {exception.Message} Upload it again with that.");
        }
    }

    private static Dictionary<string, string> Describe(ColorizedPhoto photo)
    {
        Dictionary<string, string> metadata = new()
        {
            [BlobMetadata.ModelVersion] = BlobMetadata.Encode(photo.Prediction.ModelVersion),
            [BlobMetadata.Network] = photo.Prediction.Network.Name(),
            [BlobMetadata.Width] = photo.Width.ToString(CultureInfo.InvariantCulture),
            [BlobMetadata.Height] = photo.Height.ToString(CultureInfo.InvariantCulture),
        };
        if (photo.Prediction.Vividness is { } vividness)
        {
            metadata[BlobMetadata.Vividness] = BlobMetadata.EncodeVividness(vividness);
        }

        if (photo.Prediction.TopClasses.Count > 0)
        {
            metadata[BlobMetadata.Classes] = BlobMetadata.EncodeClasses(
                photo.Prediction.TopClasses.Select(c => KeyValuePair.Create(c.Name, c.Probability)));
        }

        if (photo.Prediction.ClassThreshold is { } threshold)
        {
            metadata[BlobMetadata.ClassThreshold] = threshold.ToString("0.####", CultureInfo.InvariantCulture);
        }

        return metadata;
    }
}
