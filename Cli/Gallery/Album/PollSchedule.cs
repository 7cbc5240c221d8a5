namespace Colorize.Cli.Gallery.Album;

/// <summary>How often the gallery polls storage.</summary>
/// <param name="notifies">Whether storage tells by itself that something was written, as the emulator's files do.</param>
internal sealed class PollSchedule(bool notifies)
{
    // While photographs come, a poll may take a fifth of the time, or a twentieth if they come from here, so that the index knows of
    // them and storage is busy enough with taking them; while nothing does, a fiftieth, or less where changes are told.
    private const int BusyFactor = 4;
    private const int UploadFactor = 20;
    private const int QuietFactor = 50;
    private const int NotifiedQuietFactor = 200;

    private static readonly TimeSpan MinQuietDelay = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan MaxQuietDelay = TimeSpan.FromMinutes(2);

    /// <summary>Of quiet polls, each so many-th also lists results and rejections, which do not change by themselves.</summary>
    public const int WholePollEvery = 10;

    /// <summary>The shortest time between two polls, and the longest between two thoughts about whether to poll.</summary>
    public static TimeSpan MinDelay { get; } = TimeSpan.FromMilliseconds(700);

    /// <summary>Whether storage tells by itself that something was written.</summary>
    public bool Notifies => notifies;

    /// <summary>The time between the end of a poll and the next.</summary>
    /// <param name="took">How long the last one took.</param>
    /// <param name="requested">Whether something is known to have changed.</param>
    /// <param name="waits">Whether photographs wait for their results.</param>
    /// <param name="uploading">Whether photographs are being uploaded here.</param>
    public TimeSpan DelayAfter(TimeSpan took, bool requested, bool waits, bool uploading = false)
    {
        if (requested || (waits && !notifies))
        {
            return Longer(MinDelay, took * (uploading ? UploadFactor : BusyFactor));
        }

        TimeSpan delay = Longer(MinQuietDelay, took * (notifies ? NotifiedQuietFactor : QuietFactor));
        return delay < MaxQuietDelay ? delay : MaxQuietDelay;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
