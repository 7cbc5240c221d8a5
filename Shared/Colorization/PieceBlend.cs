using System.Numerics.Tensors;
using Colorize.Inference;
using Colorize.Tensors;

namespace Colorize.Colorization;

/// <summary>
/// Takes a view apart into pieces that a network can see, and their predictions together again: where pieces overlap, the word of each
/// counts for more the farther its end is away, so that no seam shows.
/// </summary>
internal static class PieceBlend
{
    private const int Size = LabTensor.Size;

    /// <summary>The pieces of a view, each 16,384 values of L/100; the view itself where it is one piece.</summary>
    public static float[][] Cut(NetworkView view) => view.Size == PlaneSize.OfNetwork
        ? [view.Lightness]
        : [.. Positions(view.Size).Select(position => Cut(view, position))];

    /// <summary>The prediction for the whole view.</summary>
    /// <param name="size">The size of the view.</param>
    /// <param name="pieces">The prediction for each piece of <see cref="Cut(NetworkView)"/>, all by one model set.</param>
    public static ChromaPrediction Join(PlaneSize size, IReadOnlyList<ChromaPrediction> pieces) => pieces is [ChromaPrediction only]
        ? only
        : pieces[0] with { Ab = Blend(size, pieces), TopClasses = MeanOfClasses(pieces) };

    private static float[] Cut(NetworkView view, (int X, int Y) position)
    {
        float[] piece = new float[LabTensor.PlaneLength];
        for (int y = 0; y < Size; y++)
        {
            view.Lightness.AsSpan(((position.Y + y) * view.Size.Width) + position.X, Size).CopyTo(piece.AsSpan(y * Size, Size));
        }

        return piece;
    }

    private static float[] Blend(PlaneSize size, IReadOnlyList<ChromaPrediction> pieces)
    {
        float[] ab = new float[2 * size.Length];
        float[] weights = new float[size.Length];
        Span<float> row = stackalloc float[Size];
        foreach (((int X, int Y) position, ChromaPrediction piece) in Positions(size).Zip(pieces))
        {
            for (int y = 0; y < Size; y++)
            {
                int from = y * Size, to = ((position.Y + y) * size.Width) + position.X;
                Weigh(size, position, y, row);
                Add(piece.Ab.AsSpan(from, Size), row, ab.AsSpan(to, Size));
                Add(piece.Ab.AsSpan(LabTensor.PlaneLength + from, Size), row, ab.AsSpan(size.Length + to, Size));
                TensorPrimitives.Add(weights.AsSpan(to, Size), row, weights.AsSpan(to, Size));
            }
        }

        TensorPrimitives.Divide(ab.AsSpan(0, size.Length), weights, ab.AsSpan(0, size.Length));
        TensorPrimitives.Divide(ab.AsSpan(size.Length), weights, ab.AsSpan(size.Length));
        return ab;
    }

    private static void Add(ReadOnlySpan<float> values, ReadOnlySpan<float> weights, Span<float> sum) =>
        TensorPrimitives.MultiplyAdd(values, weights, sum, sum);

    /// <summary>The weights of a row of a piece: the distance to the nearer of its ends that lie inside the plane.</summary>
    private static void Weigh(PlaneSize size, (int X, int Y) position, int y, Span<float> weights)
    {
        float ofRow = Weight(position.Y, y, size.Height);
        for (int x = 0; x < Size; x++)
        {
            weights[x] = Math.Min(ofRow, Weight(position.X, x, size.Width));
        }
    }

    private static float Weight(int start, int at, int length)
    {
        float before = start == 0 ? Size : at + 0.5f;
        float after = start + Size == length ? Size : Size - at - 0.5f;
        return Math.Min(before, after);
    }

    private static IEnumerable<(int X, int Y)> Positions(PlaneSize size) => size.Width >= size.Height
        ? PieceLayout.Starts(size.Width).Select(x => (x, 0))
        : PieceLayout.Starts(size.Height).Select(y => (0, y));

    /// <summary>The classes of the whole: those that the pieces show most of.</summary>
    private static ClassProbability[] MeanOfClasses(IReadOnlyList<ChromaPrediction> pieces) =>
    [
        .. pieces.SelectMany(piece => piece.TopClasses)
            .GroupBy(shown => shown.Name)
            .Select(shown => new ClassProbability(shown.Key, shown.Sum(each => each.Probability) / pieces.Count))
            .OrderByDescending(shown => shown.Probability)
            .Take(pieces.Max(piece => piece.TopClasses.Count)),
    ];
}
