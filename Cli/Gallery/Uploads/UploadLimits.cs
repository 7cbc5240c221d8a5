using System.Globalization;
using Colorize.Imaging;

namespace Colorize.Cli.Gallery.Uploads;

/// <summary>What one request may bring. Photographs go together, so that none waits for the answer to the one before.</summary>
internal static class UploadLimits
{
    /// <summary>The most photographs in a request.</summary>
    public const int MaxPhotographs = 32;

    /// <summary>The most bytes of photographs that go together; a larger one goes alone.</summary>
    public const int MaxBytesTogether = 4 << 20;

    /// <summary>The longest list of photographs, in bytes. Where names are so long that they do not fit, they go alone.</summary>
    public const int MaxListBytes = 256 << 10;

    /// <summary>The limits as a module for the page.</summary>
    public static string ForPage(ImageLimits limits) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        export const maxBytes = {{limits.MaxBytes}};
        export const together = { photographs: {{MaxPhotographs}}, bytes: {{Math.Min(MaxBytesTogether, limits.MaxBytes)}} };

        """);
}
