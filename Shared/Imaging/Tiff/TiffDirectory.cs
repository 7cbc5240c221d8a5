namespace Colorize.Imaging.Tiff;

/// <summary>An image file directory: the fields of a page, or of a part of EXIF.</summary>
/// <param name="fields">The fields by tag.</param>
/// <param name="valuePositions">Where the value of each field stands in the file.</param>
/// <param name="next">Where the next directory stands, or 0.</param>
/// <param name="nextPosition">Where that number itself stands.</param>
internal sealed class TiffDirectory(
    IReadOnlyDictionary<ushort, TiffValue> fields, IReadOnlyDictionary<ushort, int> valuePositions, ulong next, int nextPosition)
{
    public IReadOnlyDictionary<ushort, TiffValue> Fields => fields;

    public ulong Next => next;

    public int NextPosition => nextPosition;

    public bool Has(ushort tag) => fields.ContainsKey(tag);

    /// <summary>The first whole number of a field, or a default where the field is missing or holds something else.</summary>
    public long Number(ushort tag, long otherwise) =>
        Numbers(tag) is [ulong first, ..] && first <= long.MaxValue ? (long)first : otherwise;

    public IReadOnlyList<ulong> Numbers(ushort tag) => fields.TryGetValue(tag, out TiffValue? value) ? value.ToNumbers() : [];

    public int? ValuePosition(ushort tag) => valuePositions.TryGetValue(tag, out int position) ? position : null;
}
