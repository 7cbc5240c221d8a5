using System.Text;
using NetVips;

namespace Colorize.Imaging;

/// <summary>Turns what a codec reports into a sentence for the person who uploaded the file.</summary>
internal static class CodecErrors
{
    private const int LongestDetail = 160;

    public static ImageRejectedException ToRejection(string name, ImageFormat format, VipsException exception)
    {
        string detail = Detail(exception.Message);
        return format == ImageFormat.Heif && detail.Contains("nsupported", StringComparison.Ordinal)
            ? new(RejectionReason.UnsupportedFormat, $"{name} is a HEIF image whose codec is not available here ({detail}). Upload it as JPEG, PNG or AVIF.", exception)
            : new(RejectionReason.Corrupt, $"{name} is a damaged or incomplete {format.ToString().ToUpperInvariant()} file ({detail}). Upload an intact copy.", exception);
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
