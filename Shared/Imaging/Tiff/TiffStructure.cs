using System.Buffers.Binary;

namespace Colorize.Imaging.Tiff;

/// <summary>
/// Finds the directories of a TIFF, a BigTIFF, or an EXIF block, which is a TIFF too. Whatever points outside the file is left out.
/// </summary>
internal sealed class TiffStructure
{
    private const int MaxFields = 4096;
    private readonly ReadOnlyMemory<byte> _file;
    private readonly bool _isBig;

    private TiffStructure(ReadOnlyMemory<byte> file, bool isLittleEndian, bool isBig) =>
        (_file, IsLittleEndian, _isBig) = (file, isLittleEndian, isBig);

    public bool IsLittleEndian { get; }

    /// <summary>The size of the file in bytes.</summary>
    public int Length => _file.Length;

    /// <summary>Where the first directory stands.</summary>
    public ulong First => _isBig ? Read64(8) ?? 0 : Read32(4) ?? 0;

    /// <summary>Reads the header.</summary>
    /// <param name="file">The file, or an EXIF block without what the container puts before it.</param>
    /// <returns>The structure, or null where the header is none.</returns>
    public static TiffStructure? Read(ReadOnlyMemory<byte> file) => file.Span switch
    {
        [(byte)'I', (byte)'I', 0x2A, 0x00, _, _, _, _, ..] => new(file, isLittleEndian: true, isBig: false),
        [(byte)'M', (byte)'M', 0x00, 0x2A, _, _, _, _, ..] => new(file, isLittleEndian: false, isBig: false),
        [(byte)'I', (byte)'I', 0x2B, 0x00, 8, 0, 0, 0, ..] => new(file, isLittleEndian: true, isBig: true),
        [(byte)'M', (byte)'M', 0x00, 0x2B, 0, 8, 0, 0, ..] => new(file, isLittleEndian: false, isBig: true),
        _ => null,
    };

    /// <summary>The directories of the main chain, up to the first that cannot be read.</summary>
    /// <param name="max">The number after which reading stops.</param>
    public List<TiffDirectory> Chain(int max)
    {
        var directories = new List<TiffDirectory>();
        var seen = new HashSet<ulong>();
        for (ulong at = First; at != 0 && directories.Count < max && seen.Add(at);)
        {
            if (Directory(at) is not { } directory)
            {
                break;
            }

            directories.Add(directory);
            at = directory.Next;
        }

        return directories;
    }

    /// <summary>The directories that a field of a directory points to.</summary>
    public IEnumerable<TiffDirectory> Children(TiffDirectory directory, ushort tag)
    {
        const int MaxChildren = 32;
        foreach (ulong at in directory.Numbers(tag).Take(MaxChildren))
        {
            if (Directory(at) is { } child)
            {
                yield return child;
            }
        }
    }

    /// <summary>Bytes of the file, or null where it has none there.</summary>
    public ReadOnlyMemory<byte>? Slice(ulong start, ulong length)
    {
        if (start > (ulong)_file.Length || length > (ulong)_file.Length - start)
        {
            return null;
        }

        return _file.Slice((int)start, (int)length);
    }

    public TiffDirectory? Directory(ulong at)
    {
        (int countSize, int entrySize, int inline) = _isBig ? (8, 20, 8) : (2, 12, 4);
        ulong? count = _isBig ? Read64(at) : Read16(at);
        if (count is not (> 0 and <= MaxFields) || Slice(at, (ulong)countSize + (count.Value * (ulong)entrySize)) is null)
        {
            return null;
        }

        var fields = new Dictionary<ushort, TiffValue>();
        var positions = new Dictionary<ushort, int>();
        ulong entry = at + (ulong)countSize;
        for (ulong end = entry + (count.Value * (ulong)entrySize); entry < end; entry += (ulong)entrySize)
        {
            AddField(entry, inline, fields, positions);
        }

        ulong next = (_isBig ? Read64(entry) : Read32(entry)) ?? 0;
        return new(fields, positions, next, (int)entry);
    }

    private void AddField(ulong entry, int inline, Dictionary<ushort, TiffValue> fields, Dictionary<ushort, int> positions)
    {
        ushort tag = (ushort)Read16(entry)!, type = (ushort)Read16(entry + 2)!;
        ulong count = _isBig ? Read64(entry + 4)!.Value : Read32(entry + 4)!.Value;
        int size = TiffValue.SizeOf(type);
        if (size == 0 || count > (ulong)(_file.Length / size))
        {
            return;
        }

        ulong length = count * (ulong)size, own = entry + (ulong)(_isBig ? 12 : 8);
        ulong start = length <= (ulong)inline ? own : _isBig ? Read64(own)!.Value : Read32(own)!.Value;
        if (Slice(start, length) is { } value)
        {
            // Of a tag that comes twice, readers take the first.
            fields.TryAdd(tag, new TiffValue(type, (int)count, value, IsLittleEndian));
            positions.TryAdd(tag, (int)start);
        }
    }

    private ulong? Read16(ulong at) => Slice(at, 2) is not { } bytes ? null
        : IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span) : BinaryPrimitives.ReadUInt16BigEndian(bytes.Span);

    private ulong? Read32(ulong at) => Slice(at, 4) is not { } bytes ? null
        : IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span) : BinaryPrimitives.ReadUInt32BigEndian(bytes.Span);

    private ulong? Read64(ulong at) => Slice(at, 8) is not { } bytes ? null
        : IsLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span) : BinaryPrimitives.ReadUInt64BigEndian(bytes.Span);
}
