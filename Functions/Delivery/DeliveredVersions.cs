using Colorize.Functions.Review;

namespace Colorize.Functions.Delivery;

/// <summary>
/// The versions that this process delivered lately. It saves asking for the output of every other one before it is made: such a version has
/// seldom an output, and if it has, writing finds out.
/// </summary>
internal sealed class DeliveredVersions
{
    private const int Max = 10_000;

    private readonly Lock _lock = new();
    private HashSet<ulong> _newer = [];
    private HashSet<ulong> _older = [];

    /// <summary>Whether a version is among them.</summary>
    public bool Contains(SourceBlob source)
    {
        ulong version = VersionOf(source);
        lock (_lock)
        {
            return _newer.Contains(version) || _older.Contains(version);
        }
    }

    /// <summary>Remembers a version, and forgets those that came long before.</summary>
    public void Add(SourceBlob source)
    {
        lock (_lock)
        {
            if (_newer.Count == Max)
            {
                (_older, _newer) = (_newer, []);
            }

            _newer.Add(VersionOf(source));
        }
    }

    private static ulong VersionOf(SourceBlob source) => BlobVersion.Of(source.Name, source.ETagText);
}
