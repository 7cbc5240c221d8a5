using System.Runtime.InteropServices;
using NetVips;

namespace Colorize.Imaging;

/// <summary>
/// Pixels of an upright sRGB image in native memory: rows from the top, channels interleaved, without padding. Its owner disposes it;
/// large photographs give their memory back at once, and not when a garbage collector thinks of it.
/// </summary>
internal sealed unsafe class PixelBuffer : IDisposable
{
    private readonly Action<nint> _free;
    private nint _pixels;

    private PixelBuffer(nint pixels, int width, int height, int channels, int bytesPerSample, Action<nint> free)
    {
        (_pixels, Width, Height, Channels, BytesPerSample, _free) = (pixels, width, height, channels, bytesPerSample, free);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>1 for grey, 3 for red, green and blue; one more where opacity follows.</summary>
    public int Channels { get; }

    /// <summary>1 for 8-bit samples, 2 for 16-bit samples in the machine's byte order.</summary>
    public int BytesPerSample { get; }

    private int SamplesPerRow => Width * Channels;

    /// <summary>Room for an image. The pixels are not set.</summary>
    public static PixelBuffer Allocate(int width, int height, int channels, int bytesPerSample)
    {
        nuint size = checked((nuint)width * (nuint)height * (nuint)(channels * bytesPerSample));
        return new((nint)NativeMemory.Alloc(size), width, height, channels, bytesPerSample, pixels => NativeMemory.Free((void*)pixels));
    }

    /// <summary>Evaluates an image into memory.</summary>
    /// <param name="image">An image of one to four channels of 8 or 16 bits.</param>
    public static PixelBuffer From(Image image)
    {
        int bytesPerSample = image.Format == Enums.BandFormat.Ushort ? 2 : 1;
        nint pixels = image.WriteToMemory(out _);
        return new(pixels, image.Width, image.Height, image.Bands, bytesPerSample, NetVips.NetVips.Free);
    }

    /// <summary>Samples of a row of an 8-bit image.</summary>
    public Span<byte> Row8(int y) => new((byte*)Live + ((long)y * SamplesPerRow), SamplesPerRow);

    /// <summary>Samples of a row of a 16-bit image.</summary>
    public Span<ushort> Row16(int y) => new((ushort*)Live + ((long)y * SamplesPerRow), SamplesPerRow);

    /// <summary>Writes the pixels down for another process on this machine.</summary>
    public void WriteTo(BinaryWriter writer)
    {
        writer.Write(Width);
        writer.Write(Height);
        writer.Write(Channels);
        writer.Write(BytesPerSample);
        for (int y = 0; y < Height; y++)
        {
            writer.Write(RowBytes(y));
        }
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static PixelBuffer ReadFrom(BinaryReader reader)
    {
        PixelBuffer pixels = Allocate(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        for (int y = 0; y < pixels.Height; y++)
        {
            reader.BaseStream.ReadExactly(pixels.RowBytes(y));
        }

        return pixels;
    }

    /// <summary>A view of these pixels for libvips. It must not outlive this buffer.</summary>
    public Image AsImage()
    {
        Enums.BandFormat format = BytesPerSample == 2 ? Enums.BandFormat.Ushort : Enums.BandFormat.Uchar;
        ulong size = (ulong)SamplesPerRow * (ulong)Height * (ulong)BytesPerSample;
        using var raw = Image.NewFromMemory(Live, size, Width, Height, Channels, format);
        return raw.Copy(interpretation: (Channels, BytesPerSample) switch
        {
            ( <= 2, 1) => Enums.Interpretation.Bw,
            ( <= 2, _) => Enums.Interpretation.Grey16,
            (_, 1) => Enums.Interpretation.Srgb,
            _ => Enums.Interpretation.Rgb16,
        });
    }

    public void Dispose()
    {
        nint pixels = Interlocked.Exchange(ref _pixels, 0);
        if (pixels != 0)
        {
            _free(pixels);
        }
    }

    private Span<byte> RowBytes(int y) => BytesPerSample == 2 ? MemoryMarshal.AsBytes(Row16(y)) : Row8(y);

    private nint Live => _pixels != 0 ? _pixels : throw new ObjectDisposedException(nameof(PixelBuffer));
}
