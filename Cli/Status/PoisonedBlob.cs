using Colorize.Storage;

namespace Colorize.Cli.Status;

/// <summary>A message of the poison queue, in the form that the Functions host gives it.</summary>
/// <param name="ContainerName">The blob's container.</param>
/// <param name="BlobName">The blob's name.</param>
/// <param name="ETag">The version that failed, in quotes.</param>
internal sealed record PoisonedBlob(string ContainerName, string BlobName, string? ETag)
{
    /// <summary>The version without its quotes, as it is written elsewhere.</summary>
    public string PlainETag => UnquotedETag.Of(ETag);
}
