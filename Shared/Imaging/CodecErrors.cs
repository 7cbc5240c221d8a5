using System.Text;
using NetVips;

namespace Colorize.Imaging;

/// <summary>Turns what a codec reports into a sentence for the person who uploaded the file.</summary>
internal static class CodecErrors
{
    private const int LongestDetail = 160;

    // What libvips writes when the system, or its own allocator, lets it down.
    private static readonly string[] FaultsOfTheMachine = ["system error: ", "vips_tracked: out of memory"];

    /// <summary>The file's rejection; or, where this machine failed and not the file, an error that a later try may not meet.</summary>
    public static Exception ToError(string name, ImageFormat format, VipsException exception)
    {
        string detail = Detail(exception.Message);
        if (FaultsOfTheMachine.Any(fault => detail.StartsWith(fault, StringComparison.Ordinal)))
        {
            return new IOException($"{name} could not be decoded on this machine: {detail}", exception);
        }

        bool isUnsupported = detail.Contains("nsupported", StringComparison.Ordinal);
        (RejectionReason reason, string sentence) = format switch
        {
            ImageFormat.Heif when isUnsupported =>
                (RejectionReason.UnsupportedFormat, $"is a HEIF image whose codec is not available here ({detail}). Upload it as JPEG, PNG or AVIF."),
            ImageFormat.Jpeg when isUnsupported =>
                (RejectionReason.UnsupportedFormat, $"is a JPEG of a kind that is not read here ({detail}). Upload it as 8-bit JPEG, PNG or TIFF."),
            _ =>
                (RejectionReason.Corrupt, $"is a damaged or incomplete {format.ToString().ToUpperInvariant()} file ({detail}). Upload an intact copy."),
        };
        return new ImageRejectedException(reason, $"{name} {sentence}", exception);
    }

    // Codec messages may quote bytes of the file: only printable ASCII of the last line passes.
    private static string Detail(string message)
    {
        string[] lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string last = lines.LastOrDefault("no detail");
        var clean = new StringBuilder(LongestDetail);
        foreach (char character in last.Where(c => c is >= ' ' and <= '~').Take(LongestDetail))
        {
            clean.Append(character);
        }

        return clean.ToString();
    }
}
