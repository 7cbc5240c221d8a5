namespace Colorize.Imaging.Tiff;

/// <summary>A directory that is to be written: fields, directories below it, and strips or tiles.</summary>
internal sealed record TiffPage
{
    public Dictionary<ushort, TiffValue> Fields { get; } = [];

    /// <summary>Directories below this one, by the tag that points to them.</summary>
    public Dictionary<ushort, TiffPage> Children { get; } = [];

    /// <summary>The strips or tiles in their order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Data { get; init; } = [];

    public ushort OffsetsTag { get; private set; } = TiffTag.StripOffsets;

    public ushort CountsTag { get; private set; } = TiffTag.StripByteCounts;

    /// <summary>Takes a page from a file, with its strips or tiles and the fields that are wanted.</summary>
    /// <param name="structure">The file.</param>
    /// <param name="directory">The page's directory.</param>
    /// <param name="isWanted">Whether a field is to be taken.</param>
    /// <returns>The page, or null where its data lies outside the file.</returns>
    public static TiffPage? From(TiffStructure structure, TiffDirectory directory, Func<ushort, bool> isWanted)
    {
        var page = new TiffPage();
        if (directory.Has(TiffTag.TileOffsets))
        {
            (page.OffsetsTag, page.CountsTag) = (TiffTag.TileOffsets, TiffTag.TileByteCounts);
        }

        foreach ((ushort tag, TiffValue value) in directory.Fields.Where(field => isWanted(field.Key)))
        {
            page.Fields[tag] = value;
        }

        IReadOnlyList<ulong> offsets = directory.Numbers(page.OffsetsTag);
        IReadOnlyList<ulong> counts = directory.Numbers(page.CountsTag);

        // Many strips that point to the same bytes would make a small file large.
        if (offsets.Count == 0 || counts.Count != offsets.Count || counts.Aggregate(0UL, AddSaturated) > (ulong)structure.Length)
        {
            return null;
        }

        var data = new List<ReadOnlyMemory<byte>>(offsets.Count);
        for (int i = 0; i < offsets.Count; i++)
        {
            if (structure.Slice(offsets[i], counts[i]) is not { } part)
            {
                return null;
            }

            data.Add(part);
        }

        return page with { Data = data };
    }

    private static ulong AddSaturated(ulong sum, ulong count) => count > ulong.MaxValue - sum ? ulong.MaxValue : sum + count;
}
