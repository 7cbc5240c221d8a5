namespace Colorize.Functions.WebJobs.Watching;

/// <summary>
/// What this host remembers of the versions in a container since it began to announce them. All of it can be found out anew; it saves
/// asking storage, and announcing what is about to be done.
/// </summary>
internal sealed class AnnouncedVersions(TimeProvider time)
{
    // A message of a process that was killed stays hidden for ten minutes, so its blob is announced again before that. That is harmless:
    // whoever comes second finds the output.
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxPatience = TimeSpan.FromMinutes(10);

    private Dictionary<ulong, Memory> _before = [];
    private Dictionary<ulong, Memory> _now = [];

    /// <summary>How many versions are remembered.</summary>
    public int Count => _now.Count;

    /// <summary>Forgets all.</summary>
    public void Clear() => _now = [];

    /// <summary>Begins a listing; what is not seen in it has been deleted and is forgotten at the next one.</summary>
    public void BeginListing() => (_before, _now) = (_now, new Dictionary<ulong, Memory>(_now.Count));

    /// <summary>Ends a listing that broke off: what it has not come to is remembered as before.</summary>
    public void AbandonListing()
    {
        foreach ((ulong version, Memory memory) in _before)
        {
            _now.TryAdd(version, memory);
        }
    }

    /// <summary>Whether a version is news. If it is not, it is still remembered.</summary>
    public bool IsNew(ulong version)
    {
        if (!_before.TryGetValue(version, out Memory memory))
        {
            return true;
        }

        _now[version] = memory;
        return false;
    }

    /// <summary>
    /// Whether a version that has been announced, and has neither output nor rejection, has waited long enough to be announced again:
    /// each time twice as long as before. One that was done, and whose output is gone, has.
    /// </summary>
    public bool IsOverdue(ulong version) => _now[version] is { IsDone: true } or { Announced: 0 } || time.GetElapsedTime(_now[version].Since) > Patience(_now[version]);

    /// <summary>Remembers that a version is done.</summary>
    public void MarkDone(ulong version) => _now[version] = new Memory(IsDone: true, 0, 0);

    /// <summary>Remembers that a version has been announced.</summary>
    public void MarkAnnounced(ulong version)
    {
        int before = _now.TryGetValue(version, out Memory memory) ? memory.Announced : 0;
        _now[version] = new Memory(IsDone: false, before + 1, time.GetTimestamp());
    }

    private static TimeSpan Patience(Memory memory) =>
        TimeSpan.FromTicks((long)Math.Min(FirstPatience.Ticks * Math.Pow(2, memory.Announced - 1), MaxPatience.Ticks));

    private readonly record struct Memory(bool IsDone, int Announced, long Since);
}
