namespace Colorize.Functions.WebJobs.Watching;

/// <summary>
/// What this host remembers of the versions in a container since it began to announce them. All of it can be found out anew; it saves
/// asking storage, and announcing what is about to be done.
/// </summary>
internal sealed class AnnouncedVersions(TimeProvider time)
{
    // A message of a process that was killed stays hidden for ten minutes, so its blob is announced again before that. That is harmless:
    // whoever comes second finds the output.
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(10);

    // How often each was announced, and when the last time; never, where it was done already.
    private readonly Dictionary<ulong, (int Times, long Last)> _versions = [];

    /// <summary>How many versions are remembered.</summary>
    public int Count => _versions.Count;

    /// <summary>Forgets all.</summary>
    public void Clear() => _versions.Clear();

    /// <summary>Forgets all versions but these: the others have been deleted.</summary>
    public void Keep(IReadOnlySet<ulong> listed)
    {
        foreach (ulong deleted in _versions.Keys.Where(version => !listed.Contains(version)).ToArray())
        {
            _versions.Remove(deleted);
        }
    }

    /// <summary>Whether a version is news.</summary>
    public bool IsNew(ulong version) => !_versions.ContainsKey(version);

    /// <summary>
    /// Whether a version that is no news, and has neither output nor rejection, has waited long enough to be announced again: each time
    /// twice as long as before. One that was done, and whose output is gone, has.
    /// </summary>
    public bool IsOverdue(ulong version)
    {
        (int times, long last) = _versions[version];
        return times == 0 || time.GetElapsedTime(last) > MaxDelay || time.GetElapsedTime(last) > FirstDelay * Math.Pow(2, times - 1);
    }

    /// <summary>Remembers that a version is done.</summary>
    public void MarkDone(ulong version) => _versions[version] = default;

    /// <summary>Remembers that a version has been announced.</summary>
    public void MarkAnnounced(ulong version) => _versions[version] = (_versions.GetValueOrDefault(version).Times + 1, time.GetTimestamp());
}
