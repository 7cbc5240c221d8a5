using System.Security.Cryptography;
using System.Text;

namespace Colorize.Storage;

/// <summary>Where a blob's products go, derived from its own name.</summary>
public static class BlobPaths
{
    /// <summary>The longest blob name that Azure Storage allows, in characters.</summary>
    /// <remarks>https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata</remarks>
    public const int MaxLength = 1024;

    /// <summary>The suffix of a tensor.</summary>
    public const string TensorSuffix = ".npy";

    /// <summary>The suffix of a rejection.</summary>
    public const string RejectionSuffix = ".json";

    /// <summary>The queue in which the Functions host leaves the messages of blobs that failed at every try.</summary>
    public const string PoisonQueue = "webjobs-blobtrigger-poison";

    /// <summary>The tensor's name in <see cref="ContainerNames.Tensors"/> for an image in <see cref="ContainerNames.Uploads"/>.</summary>
    public static string Tensor(string uploadPath) => uploadPath + TensorSuffix;

    /// <summary>
    /// The name in <see cref="ContainerNames.Rejected"/> for a blob. Where that name would be too long, the end of the
    /// path is replaced by the SHA-256 of the whole, so that two paths never share a rejection.
    /// </summary>
    public static string Rejection(string container, string path)
    {
        string name = $"{container}/{path}";
        if (name.Length + RejectionSuffix.Length <= MaxLength)
        {
            return name + RejectionSuffix;
        }

        string hash = "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        int kept = MaxLength - hash.Length - RejectionSuffix.Length;
        if (char.IsHighSurrogate(name[kept - 1]))
        {
            kept--;
        }

        return string.Concat(name.AsSpan(0, kept), hash, RejectionSuffix);
    }
}
