using Colorize.Cli.Status;
using Colorize.Storage;

namespace Colorize.Cli.Gallery.Album;

/// <summary>A photograph of the gallery, and how far it has come.</summary>
/// <param name="Path">Its blob name.</param>
/// <param name="ETag">The version of the photograph.</param>
/// <param name="Time">When that version came.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Message">Why it was rejected, if it was.</param>
/// <param name="Reachable">Whether a client can ask for its name, and so for its picture.</param>
/// <param name="Result">It in colour; while it waits for a new result, the one before.</param>
internal sealed record AlbumEntry(
    string Path, string ETag, DateTimeOffset Time, long Bytes, BlobState State, string? Message, bool Reachable, AlbumResult? Result)
{
    /// <summary>
    /// Judges how far a photograph has come: its result or its rejection carries its version, or it waits, unless its turn is over.
    /// </summary>
    /// <param name="source">The photograph.</param>
    /// <param name="result">Its newest result.</param>
    /// <param name="rejection">Its newest rejection.</param>
    /// <param name="missingBefore">
    /// The time before which a photograph must have come for its turn to be over; null where that cannot be said.
    /// </param>
    public static AlbumEntry Of(AlbumSource source, AlbumResult? result, Rejection? rejection, DateTimeOffset? missingBefore)
    {
        bool done = result?.SourceETag == source.ETag;

        // A name that no client can ask for is rejected without its version.
        bool rejected = !done && rejection is not null && (rejection.SourceETag == source.ETag || rejection.SourceETag.Length == 0);
        BlobState state = done ? BlobState.Done
            : rejected ? BlobState.Rejected
            : source.Time < missingBefore ? BlobState.Missing
            : BlobState.Waiting;
        return new AlbumEntry(
            source.Path,
            source.ETag,
            source.Time,
            source.Bytes,
            state,
            rejected ? rejection!.Message : null,
            BlobPaths.IsAddressable(source.Path),
            result);
    }
}
