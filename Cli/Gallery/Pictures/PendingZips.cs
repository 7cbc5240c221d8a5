using System.Collections.Concurrent;

namespace Colorize.Cli.Gallery.Pictures;

/// <summary>
/// Remembers for a few minutes which photographs a page wants in a zip: a browser saves what it gets, without holding it in
/// memory, and the names of thousands do not fit into an address.
/// </summary>
internal sealed class PendingZips(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (IReadOnlyList<string> Paths, DateTimeOffset Time)> _zips = new();

    /// <summary>Keeps the photographs of a zip until it is fetched.</summary>
    /// <returns>The name to fetch it by, which nobody guesses.</returns>
    public string Add(IReadOnlyList<string> paths)
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach ((string old, _) in _zips.Where(zip => now - zip.Value.Time > Lifetime))
        {
            _zips.TryRemove(old, out _);
        }

        string name = Guid.NewGuid().ToString("N");
        _zips[name] = (paths, now);
        return name;
    }

    /// <summary>The photographs of a zip, or null where there is none of the name.</summary>
    public IReadOnlyList<string>? Find(string name) =>
        _zips.TryGetValue(name, out (IReadOnlyList<string> Paths, DateTimeOffset Time) zip) ? zip.Paths : null;
}
