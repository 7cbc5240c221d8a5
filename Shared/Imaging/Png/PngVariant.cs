using System.Buffers.Binary;

namespace Colorize.Imaging.Png;

/// <summary>Says of a PNG whether it is of a kind that is read.</summary>
internal static class PngVariant
{
    // The last byte of IHDR.
    private const int InterlaceMethod = 12;

    /// <summary>Whether the picture comes in the seven passes of Adam7.</summary>
    public static bool IsInterlaced(IReadOnlyList<PngChunk> chunks) =>
        chunks is [{ Type: "IHDR", Data.Length: > InterlaceMethod } header, ..] && header.Data.Span[InterlaceMethod] != 0;

    /// <summary>Refuses animations, of which only the first frame would remain.</summary>
    /// <param name="chunks">The file's chunks.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <exception cref="ImageRejectedException">The file is animated.</exception>
    public static void Check(IReadOnlyList<PngChunk> chunks, string name)
    {
        PngChunk animation = chunks.FirstOrDefault(chunk => chunk.Type == "acTL");
        if (animation.Data.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(animation.Data.Span) is > 1 and uint frames)
        {
            throw Animation.Refuse(name, ImageFormat.Png, frames);
        }
    }
}
