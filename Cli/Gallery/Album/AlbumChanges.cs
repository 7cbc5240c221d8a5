namespace Colorize.Cli.Gallery.Album;

/// <summary>What a page is told; without content it is a sign of life.</summary>
/// <param name="Whole">Whether these are all photographs, rather than what has changed.</param>
/// <param name="Changed">Photographs that are new or have changed.</param>
/// <param name="Removed">The names of photographs that are gone.</param>
/// <param name="Trouble">Why the gallery cannot tell more at the moment, in a line; null if it can.</param>
internal sealed record AlbumChanges(bool Whole, IReadOnlyList<AlbumEntry> Changed, IReadOnlyList<string> Removed, string? Trouble = null)
{
    /// <summary>Whether there is nothing to tell.</summary>
    public bool IsEmpty => !Whole && Changed.Count == 0 && Removed.Count == 0;
}
