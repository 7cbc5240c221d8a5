using System.Collections.Concurrent;

namespace Colorize.Cli.Gallery.Pictures;

/// <summary>
/// Remembers for a few minutes which photographs a page wants in a zip: a browser saves what it gets, without holding it in
/// memory, and the names of thousands do not fit into an address.
/// </summary>
internal sealed class ZipOrders(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (IReadOnlyList<string> Paths, DateTimeOffset Time)> _orders = new();

    /// <summary>Keeps an order.</summary>
    /// <returns>The name to fetch it by, which nobody guesses.</returns>
    public string Add(IReadOnlyList<string> paths)
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach ((string old, _) in _orders.Where(order => now - order.Value.Time > Kept))
        {
            _orders.TryRemove(old, out _);
        }

        string name = Guid.NewGuid().ToString("N");
        _orders[name] = (paths, now);
        return name;
    }

    /// <summary>The photographs of an order, or null where there is none of the name.</summary>
    public IReadOnlyList<string>? Find(string name) =>
        _orders.TryGetValue(name, out (IReadOnlyList<string> Paths, DateTimeOffset Time) order) ? order.Paths : null;
}
