using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Colorize.Tensors;

/// <summary>
/// The header of a .npy file, version 1.0 (NumPy Enhancement Proposal 1; numpy.lib.format): magic, version, length, and a Python
/// dictionary that tells element type, order and shape, padded to a multiple of 64 bytes.
/// </summary>
/// <param name="ElementType">NumPy's code of the element type, such as "&lt;f2" for little-endian float16.</param>
/// <param name="Shape">The length of each dimension, outermost first (C order).</param>
public sealed partial record NpyHeader(string ElementType, IReadOnlyList<int> Shape)
{
    /// <summary>Bytes before the dictionary: magic, version and length.</summary>
    private const int PreambleLength = 10;

    /// <summary>The data begins at a multiple of this.</summary>
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> MagicAndVersion => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>The header as it stands in a file.</summary>
    public byte[] ToBytes()
    {
        string shape = string.Join(", ", Shape.Select(length => length.ToString(CultureInfo.InvariantCulture)));
        string tuple = Shape.Count == 1 ? $"({shape},)" : $"({shape})";
        string dictionary = $"{{'descr': '{ElementType}', 'fortran_order': False, 'shape': {tuple}, }}";
        int unpadded = PreambleLength + dictionary.Length + 1;
        int total = (unpadded + Alignment - 1) / Alignment * Alignment;

        byte[] bytes = new byte[total];
        MagicAndVersion.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(MagicAndVersion.Length), (ushort)(total - PreambleLength));
        bytes.AsSpan(PreambleLength).Fill((byte)' ');
        Encoding.ASCII.GetBytes(dictionary, bytes.AsSpan(PreambleLength));
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    /// <summary>Reads a header and leaves the stream at the first element.</summary>
    /// <param name="stream">A stream at the beginning of a .npy file.</param>
    /// <exception cref="NpyFormatException">The stream holds no .npy file of version 1.0 in C order, or ends early.</exception>
    public static NpyHeader Read(Stream stream)
    {
        Span<byte> preamble = stackalloc byte[PreambleLength];
        Fill(stream, preamble);
        if (!preamble.StartsWith(MagicAndVersion))
        {
            throw new NpyFormatException("This is no .npy file of version 1.0: it does not begin with \\x93NUMPY and 1.0.");
        }

        // The length has two bytes, so no header can ask for more than 64 KiB.
        byte[] dictionary = new byte[BinaryPrimitives.ReadUInt16LittleEndian(preamble[MagicAndVersion.Length..])];
        Fill(stream, dictionary);
        return Parse(Encoding.Latin1.GetString(dictionary));
    }

    private static NpyHeader Parse(string dictionary)
    {
        Match match = Dictionary().Match(dictionary);
        if (!match.Success)
        {
            throw new NpyFormatException(
                "The .npy header must name 'descr', 'fortran_order': False and 'shape', as numpy.save writes them.");
        }

        if (match.Groups["order"].Value == "True")
        {
            throw new NpyFormatException("The .npy file is in Fortran order; save it in C order (numpy.ascontiguousarray).");
        }

        var shape = new List<int>();
        foreach (string length in match.Groups["shape"].Value
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            shape.Add(int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                ? value
                : throw new NpyFormatException("The .npy header's shape holds a length that is no whole number below 2,147,483,648."));
        }

        return new(match.Groups["type"].Value, shape);
    }

    private static void Fill(Stream stream, Span<byte> target)
    {
        if (stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length)
        {
            throw new NpyFormatException("The .npy file ends within its header.");
        }
    }

    [GeneratedRegex(
        @"^\{\s*'descr':\s*'(?<type>[<>|=]\w{1,4})',\s*'fortran_order':\s*(?<order>True|False),"
            + @"\s*'shape':\s*\((?<shape>[\d,\s]*)\),?\s*\}\s*$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Dictionary();
}
