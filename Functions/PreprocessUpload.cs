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
    private readonly Recipe _recipe;

    internal PreprocessUpload(ImageDelivery delivery, ImagePreprocessor preprocessor)
    {
        _delivery = delivery;
        _preprocessor = preprocessor;
        _recipe = new Recipe(ContainerNames.Tensors, TensorPath, PreprocessAsync);
    }

    /// <summary>Preprocesses the blob at this path of <c>uploads/</c>, whatever version is the newest.</summary>
    /// <param name="path">The blob's name.</param>
    /// <param name="cancellationToken">Stops the work; the image is then left for a later try.</param>
    public Task RunAsync(string path, CancellationToken cancellationToken) =>
        _delivery.DeliverAsync(ContainerNames.Uploads, path, _recipe, cancellationToken);

    private static string TensorPath(string path)
    {
        if (!UploadPath.TryParse(path, out _))
        {
            throw new ImageRejectedException(
                RejectionReason.WrongPath,
                $"{ContainerNames.Uploads}/{path} is not at {UploadPath.Form}. Upload it again as {ContainerNames.Uploads}/train/CLASS/FILE.");
        }

        string tensor = BlobPaths.Tensor(path);
        return tensor.Length <= BlobPaths.MaxLength ? tensor : throw new ImageRejectedException(
            RejectionReason.WrongPath,
            $"{ContainerNames.Uploads}/{path} has a name of {path.Length:N0} characters; its tensor's name would be longer than the "
            + $"{BlobPaths.MaxLength:N0} that storage allows. Upload it under a shorter name.");
    }

    private Task<Product> PreprocessAsync(SourceBlob source, ReadOnlyMemory<byte> image, CancellationToken cancellationToken)
    {
        LabTensor tensor = _preprocessor.ToTensor(image, source.Name, cancellationToken);
        using MemoryStream npy = new();
        tensor.Write(npy);
        Dictionary<string, string> metadata = new()
        {
            [BlobMetadata.SourceName] = BlobMetadata.EncodeName(source.Blob.Name),
            [BlobMetadata.SourceSize] = source.Size.ToString(CultureInfo.InvariantCulture),
        };
        return Task.FromResult(new Product(npy.ToArray(), "application/octet-stream", metadata, "made into a tensor"));
    }
}
