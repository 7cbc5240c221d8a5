namespace Colorize.Imaging.Tiff;

/// <summary>Puts directories together to a TIFF (TIFF 6.0, section 2).</summary>
internal sealed class TiffWriter : IDisposable
{
    private const int HeaderSize = 8;
    private const int EntrySize = 12;
    private readonly MemoryStream _file = new();
    private readonly bool _isLittleEndian;

    // Where the place of the next directory is to be written.
    private long _link = 4;

    /// <param name="isLittleEndian">The byte order of the file.</param>
    public TiffWriter(bool isLittleEndian)
    {
        _isLittleEndian = isLittleEndian;
        _file.Write(isLittleEndian ? "II*\0"u8 : "MM\0*"u8);
        _file.Write(stackalloc byte[HeaderSize - 4]);
    }

    /// <summary>Adds a page.</summary>
    /// <param name="page">Its fields and data.</param>
    public void Add(TiffPage page)
    {
        uint at = WriteDirectory(page);
        WriteAt(_link, at);
        _link = _file.Position - 4;
    }

    public byte[] ToArray() => _file.ToArray();

    public void Dispose() => _file.Dispose();

    private uint WriteDirectory(TiffPage page)
    {
        SortedDictionary<ushort, TiffValue> fields = [];
        foreach ((ushort tag, TiffValue value) in page.Fields)
        {
            fields[tag] = Classic(value);
        }

        foreach ((ushort tag, TiffPage child) in page.Children)
        {
            fields[tag] = TiffValue.OfLongs([WriteDirectory(child)], _isLittleEndian);
        }

        if (page.Data.Count > 0)
        {
            fields[page.OffsetsTag] = TiffValue.OfLongs([.. page.Data.Select(Write)], _isLittleEndian);
            fields[page.CountsTag] = TiffValue.OfLongs([.. page.Data.Select(data => (uint)data.Length)], _isLittleEndian);
        }

        byte[] directory = new byte[2 + (EntrySize * fields.Count) + 4];
        TiffValue.Write16(directory, (ushort)fields.Count, _isLittleEndian);
        int entry = 2;
        foreach ((ushort tag, TiffValue value) in fields)
        {
            WriteEntry(directory.AsSpan(entry, EntrySize), tag, value);
            entry += EntrySize;
        }

        return Write(directory);
    }

    private void WriteEntry(Span<byte> entry, ushort tag, TiffValue value)
    {
        TiffValue.Write16(entry, tag, _isLittleEndian);
        TiffValue.Write16(entry[2..], value.Type, _isLittleEndian);
        TiffValue.Write32(entry[4..], (uint)value.Count, _isLittleEndian);
        if (value.Bytes.Length <= 4)
        {
            value.Bytes.Span.CopyTo(entry[8..]);
        }
        else
        {
            TiffValue.Write32(entry[8..], Write(value.Bytes), _isLittleEndian);
        }
    }

    // BigTIFF's long numbers fit in 32 bits here: no file is larger.
    private TiffValue Classic(TiffValue value) => value.Type >= TiffValue.Long8
        ? TiffValue.OfLongs([.. value.ToNumbers().Select(number => (uint)number)], _isLittleEndian)
        : value.InOrder(_isLittleEndian);

    private uint Write(ReadOnlyMemory<byte> bytes)
    {
        if (_file.Position % 2 == 1)
        {
            _file.WriteByte(0);
        }

        uint at = (uint)_file.Position;
        _file.Write(bytes.Span);
        return at;
    }

    private void WriteAt(long position, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        TiffValue.Write32(bytes, value, _isLittleEndian);
        long end = _file.Position;
        _file.Position = position;
        _file.Write(bytes);
        _file.Position = end;
    }
}
