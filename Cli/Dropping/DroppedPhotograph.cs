using System.Diagnostics;

namespace Colorize.Cli.Dropping;

/// <summary>A photograph that lies in <c>grayscale/</c>.</summary>
/// <param name="Photograph">What was dropped.</param>
/// <param name="Blob">Its name there.</param>
/// <param name="ETag">The version that was dropped, without quotes.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="IsNew">Whether it was uploaded just now, rather than having been there.</param>
/// <param name="WasMissing">Whether it had had its turn, and its result was gone, so that it is made again.</param>
internal sealed record DroppedPhotograph(Photograph Photograph, string Blob, string ETag, long Size, bool IsNew, bool WasMissing = false)
{
    private readonly long _time = Stopwatch.GetTimestamp();

    /// <summary>How long ago that was.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(_time);
}
