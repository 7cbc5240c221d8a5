using System.Runtime.InteropServices;

namespace Colorize.Tensors;

/// <summary>
/// A training image: CIE L*a*b* (D65, 2°) of 128×128 pixels in float16, planes L, a, b, rows from the top. L is in [0, 100]; a and b are
/// in their own units. In a file it is a .npy array of type &lt;f2 and shape (3, 128, 128), which numpy.load reads.
/// </summary>
public sealed class LabTensor
{
    /// <summary>Pixels along each side.</summary>
    public const int Size = 128;

    /// <summary>Pixels in a plane.</summary>
    public const int PlaneLength = Size * Size;

    /// <summary>The file name extension of tensors.</summary>
    public const string FileExtension = ".npy";

    private const int Channels = 3;

    private static readonly NpyHeader Header = new("<f2", [Channels, Size, Size]);

    /// <summary>Takes over the values of a tensor.</summary>
    /// <param name="values">3·128·128 values: the planes L, a, b.</param>
    /// <exception cref="ArgumentException">There are more or fewer values.</exception>
    public LabTensor(Half[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != Channels * PlaneLength)
        {
            throw new ArgumentException($"A tensor has {Channels * PlaneLength} values, not {values.Length}.", nameof(values));
        }

        Values = values;
    }

    /// <summary>All values: the planes L, a, b.</summary>
    public Half[] Values { get; }

    /// <summary>The plane of L, in [0, 100].</summary>
    public ReadOnlySpan<Half> L => Values.AsSpan(0, PlaneLength);

    /// <summary>The plane of a.</summary>
    public ReadOnlySpan<Half> A => Values.AsSpan(PlaneLength, PlaneLength);

    /// <summary>The plane of b.</summary>
    public ReadOnlySpan<Half> B => Values.AsSpan(2 * PlaneLength, PlaneLength);

    /// <summary>Reads a .npy file.</summary>
    /// <param name="stream">A stream at the beginning of the file.</param>
    /// <exception cref="NpyFormatException">The file is no tensor of this type and shape, ends early, or goes on after it.</exception>
    public static LabTensor Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        NpyHeader header = NpyHeader.Read(stream);
        if (header.ElementType != Header.ElementType || !header.Shape.SequenceEqual(Header.Shape))
        {
            throw new NpyFormatException(
                $"The tensor has type {header.ElementType} and shape ({string.Join(", ", header.Shape)}); it should have <f2 and (3, 128, "
                    + "128).");
        }

        var values = new Half[Channels * PlaneLength];
        Span<byte> bytes = MemoryMarshal.AsBytes(values.AsSpan());
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new NpyFormatException($"The tensor ends early: it should have {bytes.Length:N0} bytes of data.");
        }

        if (stream.ReadByte() != -1)
        {
            throw new NpyFormatException("The file goes on after the tensor's last value.");
        }

        return new(values);
    }

    /// <summary>Writes a .npy file.</summary>
    /// <param name="stream">Where to write.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Header.ToBytes());
        stream.Write(MemoryMarshal.AsBytes(Values.AsSpan()));
    }

    /// <summary>The .npy file as bytes.</summary>
    public byte[] ToNpy()
    {
        using var stream = new MemoryStream();
        Write(stream);
        return stream.ToArray();
    }
}
