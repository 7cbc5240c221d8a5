namespace Colorize.Imaging;

/// <summary>NetVips heeds a cancellation token only while somebody listens to its progress.</summary>
internal sealed class IgnoredProgress : IProgress<int>
{
    public static IgnoredProgress Instance { get; } = new();

    public void Report(int value)
    {
    }
}
