using System.IO.Compression;
using System.Text;

namespace Colorize.Imaging.Png;

/// <summary>Reads the texts of a PNG (W3C PNG, third edition, section 11.3.3).</summary>
internal static class PngText
{
    // A text that unpacks to more is no text.
    private const int MaxBytes = 16 << 20;

    /// <summary>The keyword of a text chunk.</summary>
    public static string Keyword(PngChunk chunk)
    {
        const int MaxKeyword = 79;
        int end = chunk.Data.Span.IndexOf((byte)0);
        return end is > 0 and <= MaxKeyword ? Encoding.Latin1.GetString(chunk.Data.Span[..end]) : string.Empty;
    }

    /// <summary>The text of a chunk, unpacked; null where it cannot be.</summary>
    public static byte[]? Value(PngChunk chunk)
    {
        ReadOnlyMemory<byte> rest = chunk.Data[(chunk.Data.Span.IndexOf((byte)0) + 1)..];
        switch (chunk.Type)
        {
            case "tEXt":
                return rest.ToArray();
            case "zTXt":
                return rest.Length > 1 ? Unpack(rest[1..]) : null;
            default:
                // A flag of compression, its method, a language and a translated keyword, each ended by zero.
                if (rest.Length < 4)
                {
                    return null;
                }

                bool isPacked = rest.Span[0] == 1;
                rest = AfterZero(AfterZero(rest[2..]));
                return isPacked ? Unpack(rest) : rest.ToArray();
        }
    }

    /// <summary>A profile that is written as hexadecimal digits, after lines with its name and its length.</summary>
    public static byte[]? Profile(PngChunk chunk)
    {
        if (Value(chunk) is not { } text)
        {
            return null;
        }

        string[] lines = Encoding.Latin1.GetString(text).Split(
            '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        try
        {
            return Convert.FromHexString(string.Concat(lines.Skip(2)));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> AfterZero(ReadOnlyMemory<byte> bytes)
    {
        int end = bytes.Span.IndexOf((byte)0);
        return end < 0 ? default : bytes[(end + 1)..];
    }

    private static byte[]? Unpack(ReadOnlyMemory<byte> packed)
    {
        using var unpacked = new MemoryStream();
        try
        {
            using var stream = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            byte[] buffer = new byte[1 << 14];
            for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                unpacked.Write(buffer, 0, read);
                if (unpacked.Length > MaxBytes)
                {
                    return null;
                }
            }

            return unpacked.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
