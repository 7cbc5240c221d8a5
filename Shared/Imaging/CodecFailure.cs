using System.Runtime.InteropServices;

namespace Colorize.Imaging;

/// <summary>
/// Judges why a file could not be decoded. libvips keeps the messages of all threads in one buffer, so that what it says may be about
/// another file: the judgement comes from this file, and from this machine's memory, alone.
/// </summary>
internal static class CodecFailure
{
    /// <summary>The file's rejection; or, where this machine failed and not the file, an error that a later try may not meet.</summary>
    /// <param name="name">The name to use in the message.</param>
    /// <param name="format">The file's format.</param>
    /// <param name="neededBytes">The memory that decoding takes. Nothing goes through a disk, so memory is all that can be short.</param>
    /// <param name="missingRows">The share of the picture's rows that are missing, where it is known.</param>
    public static Exception Judge(string name, ImageFormat format, long neededBytes, double? missingRows)
    {
        if (!HasMemory(neededBytes))
        {
            return NoMemory(name, neededBytes);
        }

        string what = missingRows is double share ? $": {share * 100:N0} % of its rows are missing" : string.Empty;
        return new ImageRejectedException(
            RejectionReason.Corrupt, $"{name} is a damaged or incomplete {format.Name()} file{what}. Upload an intact copy.");
    }

    /// <summary>The rejection of a picture that its own format cannot hold; or an error of this machine.</summary>
    /// <param name="page">The picture that came in.</param>
    public static Exception JudgeEncoding(OpenedImage page) => HasMemory(page.Memory.Total)
        ? new ImageRejectedException(
            RejectionReason.UnsupportedFormat,
            $"{page.Name} of {page.Width:N0}×{page.Height:N0} pixels cannot be written as {page.Format.Name()}. Save it as PNG or TIFF "
                + "and upload that.")
        : NoMemory(page.Name, page.Memory.Total);

    private static IOException NoMemory(string name, long bytes) =>
        new($"{name} could not be worked on with this machine: there is no memory for {bytes:N0} bytes.");

    private static unsafe bool HasMemory(long bytes)
    {
        try
        {
            NativeMemory.Free(NativeMemory.Alloc(checked((nuint)bytes)));
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }
}
