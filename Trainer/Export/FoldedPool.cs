using static TorchSharp.torch;

namespace Colorize.Trainer.Export;

/// <summary>
/// A linear layer that does the work of AlexNet's adaptive pool before it. At 128×128 the features are 3×3 and the pool
/// makes 6×6 of them by repeating each value four times, so the four weights of a value can be summed beforehand:
/// 37.7 million weights become 9.4 million, and the answer stays the same.
/// </summary>
internal static class FoldedPool
{
    /// <summary>Folds weights <c>[outputs, channels·pooled·pooled]</c> to <c>[outputs, channels·side·side]</c>.</summary>
    public static Weights Fold(Weights linear, int channels, int side, int pooledSide)
    {
        int repeat = pooledSide / side;
        int outputs = (int)linear.Shape[0];
        float[] folded = new float[outputs * channels * side * side];
        for (int plane = 0; plane < outputs * channels; plane++)
        {
            ReadOnlySpan<float> source = linear.Values.AsSpan(plane * pooledSide * pooledSide, pooledSide * pooledSide);
            Span<float> target = folded.AsSpan(plane * side * side, side * side);
            for (int index = 0; index < source.Length; index++)
            {
                (int y, int x) = Math.DivRem(index, pooledSide);
                target[(y / repeat * side) + (x / repeat)] += source[index];
            }
        }

        return new Weights(folded, [outputs, channels * side * side]);
    }

    /// <summary>
    /// Weights <c>[outputs, channels·pooled·pooled]</c> that fold to these: each of those that are summed has its share.
    /// </summary>
    public static Tensor Unfold(Tensor folded, int side, int pooledSide)
    {
        int repeat = pooledSide / side;
        Tensor planes = folded.reshape(folded.shape[0], -1, side, side) / (repeat * repeat);
        return planes.repeat_interleave(repeat, 2).repeat_interleave(repeat, 3).flatten(1);
    }
}
