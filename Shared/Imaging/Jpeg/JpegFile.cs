using System.Buffers.Binary;

namespace Colorize.Imaging.Jpeg;

/// <summary>The structure of a JPEG: its segments, its frame and its scans (ITU-T T.81, annex B). No pixel is decoded.</summary>
internal sealed class JpegFile
{
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private readonly ReadOnlyMemory<byte> _content;

    // Runs of the file that belong to the picture: garbage between segments is left out.
    private readonly List<Range> _sound = [];

    private JpegFile(ReadOnlyMemory<byte> content) => _content = content;

    /// <summary>All segments but the scans' headers, in the order of the file.</summary>
    public List<JpegSegment> Segments { get; } = [];

    /// <summary>
    /// The number of scans. A progressive JPEG refines the picture with each; each costs the decoder a walk over all of it.
    /// </summary>
    public int Scans { get; private set; }

    /// <summary>The marker of the frame, which says how it is coded; 0 where there is none.</summary>
    public byte Frame { get; private set; }

    /// <summary>Bits a sample.</summary>
    public int Precision { get; private set; }

    public int Height { get; private set; }

    /// <summary>Whether the picture has the marker of its end.</summary>
    public bool HasEnd { get; private set; }

    public bool IsProgressive => Frame is 0xC2 or 0xCA;

    /// <summary>Reads the structure, as far as there is one.</summary>
    /// <param name="content">The whole file.</param>
    public static JpegFile Read(ReadOnlyMemory<byte> content)
    {
        var file = new JpegFile(content);
        file._sound.Add(..2);
        int at = 2;
        while (!file.HasEnd && file.NextMarker(at) is int marker)
        {
            at = file.ReadSegment(marker);
        }

        return file;
    }

    /// <summary>
    /// The picture as the decoder wants it: with a marker of its end, and without bytes that belong to nothing. Then whatever the decoder
    /// warns about is damage to the picture.
    /// </summary>
    public ReadOnlyMemory<byte> ToSound()
    {
        bool isWhole = _sound.Zip(_sound.Skip(1)).All(pair => pair.First.End.Value == pair.Second.Start.Value);
        if (isWhole && HasEnd)
        {
            return _content;
        }

        using var sound = new MemoryStream(_content.Length + 2);
        foreach (Range run in _sound)
        {
            sound.Write(_content.Span[run]);
        }

        if (!HasEnd)
        {
            sound.Write([0xFF, EndOfImage]);
        }

        return sound.ToArray();
    }

    // The place of the next FF that begins a marker.
    private int? NextMarker(int from)
    {
        ReadOnlySpan<byte> bytes = _content.Span;
        for (int at = from; at < bytes.Length - 1; at++)
        {
            int step = bytes[at..^1].IndexOf((byte)0xFF);
            if (step < 0)
            {
                return null;
            }

            at += step;
            if (bytes[at + 1] is not (0x00 or 0xFF))
            {
                return at;
            }
        }

        return null;
    }

    private int ReadSegment(int at)
    {
        ReadOnlySpan<byte> bytes = _content.Span;
        byte marker = bytes[at + 1];
        if (marker == EndOfImage)
        {
            HasEnd = Scans > 0;
            _sound.Add(at..(at + 2));
            return at + 2;
        }

        // Restart markers and TEM stand alone; outside a scan they are as good as garbage.
        if (marker is StartOfImage or 0x01 or (>= 0xD0 and <= 0xD7) || at + 4 > bytes.Length)
        {
            return at + 2;
        }

        int end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        if (end < at + 4 || end > bytes.Length)
        {
            return bytes.Length;
        }

        if (marker == StartOfScan)
        {
            Scans++;
            end = EndOfScan(end);
        }
        else
        {
            AddSegment(new(marker, _content[(at + 4)..end]));
        }

        _sound.Add(at..end);
        return end;
    }

    private void AddSegment(JpegSegment segment)
    {
        Segments.Add(segment);
        bool isFrame = segment.Marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
        if (isFrame && Frame == 0 && segment.Payload.Span is [byte precision, byte high, byte low, ..])
        {
            (Frame, Precision, Height) = (segment.Marker, precision, (high << 8) | low);
        }
    }

    // Coded data goes on over stuffed zeros and restart markers.
    private int EndOfScan(int from)
    {
        for (int at = from; NextMarker(at) is int marker; at = marker + 2)
        {
            if (_content.Span[marker + 1] is not (>= 0xD0 and <= 0xD7))
            {
                return marker;
            }
        }

        return _content.Length;
    }
}
