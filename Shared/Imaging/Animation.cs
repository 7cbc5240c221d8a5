namespace Colorize.Imaging;

/// <summary>Refuses files of several frames: one of them in colour would be less than came in.</summary>
internal static class Animation
{
    public static ImageRejectedException Refuse(string name, ImageFormat format, long frames) => new(
        RejectionReason.UnsupportedFormat,
        $"{name} is {(format == ImageFormat.Heif ? "an" : "a")} {format.Name()} file of {frames:N0} pictures (an animation or a sequence); "
            + "Colorize colours single photographs. "
        + "Upload the frame that you want as a file of its own.");
}
