using NetVips;

namespace Colorize.Imaging.Tiff;

/// <summary>
/// Looks for damage in the tiles of a page that are JPEGs. libvips decodes such tiles by itself and passes over what its decoder warns of,
/// unlike strips.
/// </summary>
internal static class JpegTiles
{
    private const long Jpeg = 7;

    /// <summary>The share of the tiles that are damaged; 0 for pages that have no such tiles.</summary>
    /// <param name="picture">The page.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    public static double DamagedShare(TiffPicture picture, CancellationToken cancellationToken)
    {
        TiffDirectory page = picture.Directory;
        if (page.Number(TiffTag.Compression, 1) != Jpeg || !page.Has(TiffTag.TileOffsets)
            || TiffPage.From(picture.File.Structure, page, _ => false) is not { } tiles)
        {
            return 0;
        }

        ReadOnlyMemory<byte> tables = page.Fields.TryGetValue(TiffTag.JpegTables, out TiffValue? value) ? value.Bytes : default;
        int damaged = 0;
        foreach (ReadOnlyMemory<byte> tile in tiles.Data)
        {
            cancellationToken.ThrowIfCancellationRequested();
            damaged += IsSound(tables, tile) ? 0 : 1;
        }

        return damaged / (double)tiles.Data.Count;
    }

    // TIFF technical note 2: the tables are a JPEG of their own, without a picture. Before its end marker stand what the tiles lack.
    private static bool IsSound(ReadOnlyMemory<byte> tables, ReadOnlyMemory<byte> tile)
    {
        const int Marker = 2;
        if (tile.Length < Marker)
        {
            return false;
        }

        byte[] whole = tables.Length < 2 * Marker ? tile.ToArray() : [.. tables.Span[..^Marker], .. tile.Span[Marker..]];
        try
        {
            using var source = Source.NewFromMemory(whole);
            using Image image = Image.JpegloadSource(source, memory: true, access: Enums.Access.Sequential, failOn: Enums.FailOn.Warning);
            using Image pixels = image.CopyMemory();
            return true;
        }
        catch (VipsException)
        {
            return false;
        }
    }
}
