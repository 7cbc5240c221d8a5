using System.Globalization;
using Colorize.Functions.Delivery;
using Colorize.Imaging;
using Colorize.Preprocessing;
using Colorize.Storage;
using Colorize.Tensors;

namespace Colorize.Functions;

/// <summary>
/// A training image dropped in <c>uploads/{split}/{class}/{file}</c> appears as a tensor at <c>tensors/{split}/{class}/{file}.npy</c>.
/// </summary>
public sealed class PreprocessUpload
{
    private readonly ImageDelivery _delivery;
    private readonly ImagePreprocessor _preprocessor;
    private readonly ImageTransform _transform;

    internal PreprocessUpload(ImageDelivery delivery, ImagePreprocessor preprocessor)
    {
        _delivery = delivery;
        _preprocessor = preprocessor;
        _transform = new ImageTransform(Route.TrainingImages, CheckPath, PreprocessAsync);
    }

    /// <summary>Preprocesses the blob at this path of <c>uploads/</c>, whatever version is the newest.</summary>
    /// <param name="path">The blob's name.</param>
    /// <param name="cancellationToken">Stops the work; the image is then left for a later try.</param>
    public Task RunAsync(string path, CancellationToken cancellationToken) =>
        _delivery.DeliverAsync(path, _transform, cancellationToken);

    private static void CheckPath(string path)
    {
        if (!UploadPath.TryParse(path, out _))
        {
            throw new ImageRejectedException(
                RejectionReason.WrongPath,
                $"{ContainerNames.Uploads}/{path} is not at {UploadPath.Form}. Upload it again as "
                    + $"{ContainerNames.Uploads}/train/CLASS/FILE.");
        }
    }

    private async Task<TransformedImage> PreprocessAsync(SourceBlob source, ReadOnlyMemory<byte> image, CancellationToken cancellationToken)
    {
        LabTensor tensor = await _preprocessor.ToTensorAsync(image, source.Name, cancellationToken);
        using MemoryStream npy = new();
        tensor.Write(npy);
        Dictionary<string, string> metadata = new()
        {
            [BlobMetadata.SourceName] = BlobMetadata.EncodeName(source.Blob.Name),
            [BlobMetadata.SourceSize] = source.Size.ToString(CultureInfo.InvariantCulture),
        };
        return new TransformedImage(npy.ToArray(), "application/octet-stream", metadata, "made into a tensor");
    }
}
