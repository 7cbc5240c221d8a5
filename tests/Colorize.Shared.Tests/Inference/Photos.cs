using Colorize.Models;

namespace Colorize.Tests.Inference;

/// <summary>Lightness planes to predict from.</summary>
internal static class Photos
{
    public static float[] Random(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, NetworkContract.Pixels).Select(_ => random.NextSingle())];
    }

    public static float LargestDifference(float[] one, float[] other) =>
        one.Zip(other, (left, right) => MathF.Abs(left - right)).Max();
}
