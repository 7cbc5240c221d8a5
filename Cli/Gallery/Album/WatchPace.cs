namespace Colorize.Cli.Gallery.Album;

/// <summary>How often the gallery looks at storage.</summary>
/// <param name="tellsOfChanges">Whether storage tells by itself that something was written, as the emulator's files do.</param>
internal sealed class WatchPace(bool tellsOfChanges)
{
    // While photographs come, a look may take a fifth of the time, or a twentieth if they come from here, so that the index knows of
    // them and storage is busy enough with taking them; while nothing does, a fiftieth, or less where changes are told.
    private const int BusyPause = 4;
    private const int UploadPause = 20;
    private const int QuietPause = 50;
    private const int ToldQuietPause = 200;

    private static readonly TimeSpan MinQuietPause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan MaxQuietPause = TimeSpan.FromMinutes(2);

    /// <summary>Of quiet looks, each so many-th also lists results and rejections, which do not change by themselves.</summary>
    public const int WholeLookEvery = 10;

    /// <summary>The shortest time between two looks, and the longest between two thoughts about whether to look.</summary>
    public static TimeSpan MinPause { get; } = TimeSpan.FromMilliseconds(700);

    /// <summary>Whether storage tells by itself that something was written.</summary>
    public bool TellsOfChanges => tellsOfChanges;

    /// <summary>The time between the end of a look and the next.</summary>
    /// <param name="took">How long the last one took.</param>
    /// <param name="noticed">Whether something is known to have changed.</param>
    /// <param name="waits">Whether photographs wait for their results.</param>
    /// <param name="uploading">Whether photographs are being uploaded here.</param>
    public TimeSpan Between(TimeSpan took, bool noticed, bool waits, bool uploading = false)
    {
        if (noticed || (waits && !tellsOfChanges))
        {
            return Longer(MinPause, took * (uploading ? UploadPause : BusyPause));
        }

        TimeSpan pause = Longer(MinQuietPause, took * (tellsOfChanges ? ToldQuietPause : QuietPause));
        return pause < MaxQuietPause ? pause : MaxQuietPause;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
