namespace Colorize.Imaging.Tiff;

/// <summary>A page of a TIFF.</summary>
/// <param name="File">The file.</param>
/// <param name="Directory">The page's directory.</param>
internal sealed record TiffPicture(TiffFile File, TiffDirectory Directory);
