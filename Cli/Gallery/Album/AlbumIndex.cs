using Colorize.Cli.Status;
using Colorize.Storage;

namespace Colorize.Cli.Gallery.Album;

/// <summary>
/// All photographs in memory, kept up to date by listings and by what the gallery itself does. Every change has a number, so
/// that a page that knows the numbers up to one is told what came after it. Safe for use by many threads.
/// </summary>
internal sealed class AlbumIndex
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, AlbumSource> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AlbumResult> _results = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rejection> _rejections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (AlbumEntry? Entry, long Number)> _entries = new(StringComparer.Ordinal);

    // A listing that began before the gallery changed a photograph itself knows less than the gallery does.
    private readonly Dictionary<string, long> _touched = new(StringComparer.Ordinal);
    private DateTimeOffset? _missingBefore;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The number of the last change.</summary>
    public long Number { get; private set; }

    /// <summary>Takes listings of the containers; what is null was not listed.</summary>
    /// <param name="begun">The number of the last change when the listing began.</param>
    /// <param name="sources">All photographs that came in.</param>
    /// <param name="results">All results by name.</param>
    /// <param name="rejections">All rejections by name.</param>
    /// <param name="missingBefore">
    /// The time before which a photograph must have come for its turn to be over; null where that cannot be said.
    /// </param>
    public void Take(
        long begun,
        IReadOnlyCollection<AlbumSource> sources,
        IReadOnlyDictionary<string, AlbumResult>? results,
        IReadOnlyDictionary<string, Rejection>? rejections,
        DateTimeOffset? missingBefore = null)
    {
        lock (_lock)
        {
            _missingBefore = missingBefore;
            Replace(_sources, sources.ToDictionary(source => source.Path, StringComparer.Ordinal), begun);
            Replace(_results, results, begun);
            Replace(_rejections, rejections, begun);
            string[] shown = [.. _entries.Where(entry => entry.Value.Entry is not null).Select(entry => entry.Key)];
            foreach (string path in shown.Union(_sources.Keys).ToArray())
            {
                Judge(path);
            }

            // Whatever listing comes next begins after this one did.
            foreach (string path in _touched.Where(touched => touched.Value <= begun).Select(touched => touched.Key).ToArray())
            {
                _touched.Remove(path);
            }
        }
    }

    /// <summary>Whether a photograph of the name is known to have come.</summary>
    public bool Knows(string path)
    {
        lock (_lock)
        {
            return _sources.ContainsKey(path);
        }
    }

    /// <summary>Takes what was found out about one photograph.</summary>
    public void Put(AlbumSource source) => Touch(source.Path, () => _sources[source.Path] = source);

    /// <summary>Takes the result of one photograph.</summary>
    public void Put(string path, AlbumResult result) => Touch(path, () => _results[path] = result);

    /// <summary>Takes the rejection of one photograph.</summary>
    public void Put(Rejection rejection) => Touch(rejection.Path, () => _rejections[rejection.Path] = rejection);

    /// <summary>Forgets a photograph that was deleted.</summary>
    public void Remove(string path) => Touch(path, () =>
    {
        _sources.Remove(path);
        _results.Remove(path);
        _rejections.Remove(path);
    });

    /// <summary>The photographs that wait or are missing, the longest first.</summary>
    public IReadOnlyList<AlbumEntry> Waiting()
    {
        lock (_lock)
        {
            return
            [
                .. _entries.Values.Select(entry => entry.Entry).OfType<AlbumEntry>()
                    .Where(entry => entry.State is BlobState.Waiting or BlobState.Missing)
                    .OrderBy(entry => entry.Time),
            ];
        }
    }

    /// <summary>What has changed after a number; all there is where nothing is known.</summary>
    /// <returns>The changes, and the number of the last of them.</returns>
    public (AlbumChanges Changes, long Number) Since(long? number)
    {
        lock (_lock)
        {
            AlbumEntry[] changed =
                [.. _entries.Values.Where(entry => entry.Number > (number ?? 0)).Select(entry => entry.Entry).OfType<AlbumEntry>()];
            string[] removed = number is null
                ? []
                : [.. _entries.Where(entry => entry.Value.Entry is null && entry.Value.Number > number).Select(entry => entry.Key)];
            return (new AlbumChanges(number is null, changed, removed), Number);
        }
    }

    /// <summary>Waits until there is something after a number.</summary>
    public async Task WaitAsync(long number, TimeSpan limit, CancellationToken cancellationToken)
    {
        Task changed;
        lock (_lock)
        {
            changed = Number > number ? Task.CompletedTask : _changed.Task;
        }

        await Task.WhenAny(changed, Task.Delay(limit, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Touch(string path, Action change)
    {
        lock (_lock)
        {
            change();
            Judge(path);
            _touched[path] = ++Number;
        }
    }

    private void Replace<T>(Dictionary<string, T> known, IReadOnlyDictionary<string, T>? listed, long begun)
    {
        if (listed is null)
        {
            return;
        }

        foreach (string path in known.Keys.Where(path => !listed.ContainsKey(path) && !IsNewer(path, begun)).ToArray())
        {
            known.Remove(path);
        }

        foreach ((string path, T value) in listed)
        {
            if (!IsNewer(path, begun))
            {
                known[path] = value;
            }
        }
    }

    private bool IsNewer(string path, long begun) => _touched.TryGetValue(path, out long number) && number > begun;

    private void Judge(string path)
    {
        AlbumEntry? known = _entries.TryGetValue(path, out (AlbumEntry? Entry, long Number) before) ? before.Entry : null;
        AlbumEntry? now = _sources.TryGetValue(path, out AlbumSource? source)
            ? AlbumEntry.Of(source, _results.GetValueOrDefault(path), _rejections.GetValueOrDefault(path), _missingBefore)
            : null;
        if (AreSame(known, now))
        {
            return;
        }

        _entries[path] = (now, ++Number);
        TaskCompletionSource waiters = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiters.SetResult();
    }

    // Results hold lists, which records compare by reference; a version is enough.
    private static bool AreSame(AlbumEntry? one, AlbumEntry? other) =>
        one?.Result?.ETag == other?.Result?.ETag
        && (one is null ? null : one with { Result = null }) == (other is null ? null : other with { Result = null });
}
