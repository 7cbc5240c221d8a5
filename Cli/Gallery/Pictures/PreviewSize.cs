namespace Colorize.Cli.Gallery.Pictures;

/// <summary>How large a preview is.</summary>
internal enum PreviewSize
{
    /// <summary>For a tile among many.</summary>
    Tile,

    /// <summary>For a whole screen.</summary>
    Screen,

    /// <summary>For a close look: every pixel of all but the largest photographs.</summary>
    Full,
}
