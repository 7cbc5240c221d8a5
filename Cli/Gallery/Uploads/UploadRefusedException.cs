namespace Colorize.Cli.Gallery.Uploads;

/// <summary>A request that brings photographs otherwise than the page does.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="reason">Why, in words that follow a photograph's name.</param>
internal sealed class UploadRefusedException(int status, string reason) : Exception(reason)
{
    /// <summary>The status of the answer.</summary>
    public int Status => status;
}
