using System.Buffers.Binary;

namespace Colorize.Imaging.Tiff;

/// <summary>The value of a TIFF field, in the byte order of the file that it was read from (TIFF 6.0, section 2).</summary>
/// <param name="Type">Its type as a code: 3 is SHORT, 4 is LONG, 5 is RATIONAL, and so on.</param>
/// <param name="Count">How many values of that type it holds.</param>
/// <param name="Bytes">The values.</param>
/// <param name="IsLittleEndian">Their byte order.</param>
internal sealed record TiffValue(ushort Type, int Count, ReadOnlyMemory<byte> Bytes, bool IsLittleEndian)
{
    public const ushort ByteType = 1;
    public const ushort Ascii = 2;
    public const ushort Short = 3;
    public const ushort Long = 4;
    public const ushort Rational = 5;
    public const ushort Undefined = 7;

    // BigTIFF's LONG8, SLONG8 and IFD8.
    public const ushort Long8 = 16;
    private const ushort Ifd8 = 18;

    /// <summary>The size of a value of a type, or 0 for a type that the standards do not know.</summary>
    public static int SizeOf(ushort type) => type switch
    {
        ByteType or Ascii or 6 or Undefined => 1,
        Short or 8 => 2,
        Long or 9 or 11 or 13 => 4,
        Rational or 10 or 12 or Long8 or 17 or Ifd8 => 8,
        _ => 0,
    };

    public static TiffValue OfShort(ushort value, bool isLittleEndian) => OfShorts([value], isLittleEndian);

    public static TiffValue OfShorts(IReadOnlyList<ushort> values, bool isLittleEndian)
    {
        byte[] bytes = new byte[2 * values.Count];
        for (int i = 0; i < values.Count; i++)
        {
            Write16(bytes.AsSpan(2 * i), values[i], isLittleEndian);
        }

        return new(Short, values.Count, bytes, isLittleEndian);
    }

    public static TiffValue OfLongs(IReadOnlyList<uint> values, bool isLittleEndian)
    {
        byte[] bytes = new byte[4 * values.Count];
        for (int i = 0; i < values.Count; i++)
        {
            Write32(bytes.AsSpan(4 * i), values[i], isLittleEndian);
        }

        return new(Long, values.Count, bytes, isLittleEndian);
    }

    /// <summary>The values of a field of whole numbers; other types give none.</summary>
    public IReadOnlyList<ulong> ToNumbers()
    {
        int size = SizeOf(Type);
        if (Type is not (ByteType or Undefined or Short or Long or 13 or Long8 or Ifd8))
        {
            return [];
        }

        ulong[] numbers = new ulong[Count];
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<byte> at = Bytes.Span.Slice(i * size, size);
            numbers[i] = (size, IsLittleEndian) switch
            {
                (1, _) => at[0],
                (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(at),
                (2, false) => BinaryPrimitives.ReadUInt16BigEndian(at),
                (4, true) => BinaryPrimitives.ReadUInt32LittleEndian(at),
                (4, false) => BinaryPrimitives.ReadUInt32BigEndian(at),
                (_, true) => BinaryPrimitives.ReadUInt64LittleEndian(at),
                (_, false) => BinaryPrimitives.ReadUInt64BigEndian(at),
            };
        }

        return numbers;
    }

    /// <summary>The same value in another byte order.</summary>
    public TiffValue InOrder(bool littleEndian)
    {
        // A RATIONAL is two LONGs.
        int unit = Type is Rational or 10 ? 4 : SizeOf(Type);
        if (littleEndian == IsLittleEndian || unit <= 1)
        {
            return this with { IsLittleEndian = littleEndian };
        }

        byte[] swapped = Bytes.ToArray();
        for (int i = 0; i < swapped.Length; i += unit)
        {
            swapped.AsSpan(i, unit).Reverse();
        }

        return this with { Bytes = swapped, IsLittleEndian = littleEndian };
    }

    internal static void Write16(Span<byte> target, ushort value, bool isLittleEndian)
    {
        if (isLittleEndian)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(target, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(target, value);
        }
    }

    internal static void Write32(Span<byte> target, uint value, bool isLittleEndian)
    {
        if (isLittleEndian)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(target, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(target, value);
        }
    }
}
