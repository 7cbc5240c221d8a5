namespace Colorize.Inference;

/// <summary>
/// The sizes that batches have. On the CPU any will do. On a GPU a new size costs some 200 ms, in which cuDNN looks for the best way to
/// compute it: there a batch is filled up to one of a few sizes, each of which is run once when a model set is loaded.
/// </summary>
internal sealed class BatchSizes
{
    private const int Growth = 4;

    private readonly int[] _few;

    private BatchSizes(int max, int[] few) => (Max, _few) = (max, few);

    /// <summary>The most photographs in a batch.</summary>
    public int Max { get; }

    /// <summary>The sizes to run once before the first photograph.</summary>
    public IReadOnlyList<int> ToWarmUp => _few.Length == 0 ? [1] : _few;

    /// <summary>Any size up to a limit.</summary>
    public static BatchSizes Any(int max) => new(max, []);

    /// <summary>1, 4, 16 and so on, and the limit.</summary>
    public static BatchSizes Few(int max)
    {
        List<int> sizes = [];
        for (int size = 1; size < max; size *= Growth)
        {
            sizes.Add(size);
        }

        return new(max, [.. sizes, max]);
    }

    /// <summary>The size of the batch that a number of photographs goes in.</summary>
    public int For(int photographs) => _few.Length == 0 ? photographs : _few.First(size => size >= photographs);
}
