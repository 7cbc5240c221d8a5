using System.Security.Cryptography;
using System.Text;
using Colorize.Tensors;

namespace Colorize.Storage;

/// <summary>Where a blob's products go, derived from its own name.</summary>
public static class BlobPaths
{
    /// <summary>The longest blob name that Azure Storage allows, in characters.</summary>
    /// <remarks>https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata</remarks>
    public const int MaxLength = 1024;

    /// <summary>The suffix of a rejection.</summary>
    public const string RejectionSuffix = ".json";

    /// <summary>The queue in which the Functions host leaves the messages of blobs that failed at every try.</summary>
    public const string PoisonQueue = "webjobs-blobtrigger-poison";

    /// <summary>
    /// The beginning of the names of the queues that hold blobs which wait for their function, one queue for each host id.
    /// </summary>
    public const string WaitingQueuePrefix = "azure-webjobs-blobtrigger-";

    /// <summary>The longest name of a source, in characters: a longer one leaves no room for the name of its rejection.</summary>
    public static readonly int MaxSourceLength = MaxLength - ContainerNames.Grayscale.Length - 1 - RejectionSuffix.Length;

    /// <summary>
    /// Whether clients can ask for a blob of this name. Those of .NET, and proxies, resolve <c>.</c> and <c>..</c> as in a
    /// file system, so that such a name reaches another blob, or leaves the container; control characters are not allowed in XML,
    /// in which storage lists its blobs.
    /// </summary>
    public static bool IsAddressable(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Length is > 0 and <= MaxLength && !path.Any(char.IsControl) && !path.Split('/', '\\').Any(part => part is "." or "..");
    }

    /// <summary>Whether a blob of this name can be processed: it can be asked for, and its rejection has room under its own name.</summary>
    public static bool IsUsableSource(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Length <= MaxSourceLength && IsAddressable(path);
    }

    /// <summary>The tensor's name in <see cref="ContainerNames.Tensors"/> for an image in <see cref="ContainerNames.Uploads"/>.</summary>
    public static string Tensor(string uploadPath) => uploadPath + LabTensor.FileExtension;

    /// <summary>
    /// The name in <see cref="ContainerNames.Rejected"/> for a blob: <c>{container}/{path}.json</c>, or
    /// <c>{container}/~{SHA-256 of the path}.json</c> where no client could ask for that name.
    /// </summary>
    public static string Rejection(string container, string path)
    {
        string name = $"{container}/{path}{RejectionSuffix}";
        return IsAddressable(name)
            ? name
            : $"{container}/~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))}{RejectionSuffix}";
    }
}
