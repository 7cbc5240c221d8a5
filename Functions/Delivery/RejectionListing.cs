using System.Diagnostics;
using Colorize.Storage;

namespace Colorize.Functions.Delivery;

/// <summary>
/// Which blobs have a rejection, for the many that have none. One listing tells it to every delivery that was in work when it began, in
/// place of a request for each.
/// </summary>
/// <param name="store">The rejections.</param>
internal sealed class RejectionListing(RejectionStore store)
{
    // Where there are more, to list them takes longer than to ask for a few.
    private const int MaxNames = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Listing> _latest = [];

    /// <summary>Whether a blob may have a rejection that was written before a moment; false if it has none.</summary>
    /// <param name="container">Its container.</param>
    /// <param name="path">Its name.</param>
    /// <param name="moment">The moment, as <see cref="Stopwatch.GetTimestamp"/> says it.</param>
    /// <param name="cancellationToken">Stops the waiting; the listing goes on for others.</param>
    public async Task<bool> MayHaveAsync(string container, string path, long moment, CancellationToken cancellationToken)
    {
        IReadOnlySet<string>? names = await Since(container, moment).WaitAsync(cancellationToken);
        return names is null || names.Contains(BlobPaths.Rejection(container, path));
    }

    private Task<IReadOnlySet<string>?> Since(string container, long moment)
    {
        lock (_lock)
        {
            if (!_latest.TryGetValue(container, out Listing latest) || latest.Began <= moment)
            {
                _latest[container] = latest = new(Stopwatch.GetTimestamp(), store.TryListNamesAsync(container, MaxNames));
            }

            return latest.Names;
        }
    }

    private readonly record struct Listing(long Began, Task<IReadOnlySet<string>?> Names);
}
