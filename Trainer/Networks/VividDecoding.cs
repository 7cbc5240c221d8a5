namespace Colorize.Trainer.Networks;

/// <summary>
/// How a distribution over the bins of colour becomes one colour: the mean of the distribution after its logits have been
/// sharpened and the bins' prior has been taken from them. With vividness 0 it is the mean as it is, which is what squared
/// error asks for; towards 1 rare colours weigh more and the distribution becomes narrower, so that the mean greys less
/// (the annealed mean and the rebalancing of Zhang, Isola and Efros 2016, "Colorful Image Colorization", sections 2.2 and 2.3,
/// here when decoding rather than when training).
/// </summary>
internal static class VividDecoding
{
    /// <summary>What the logits are multiplied with at vividness 1; the inverse of Zhang's temperature.</summary>
    public const float Sharpness = 1.3f;

    /// <summary>The power of the prior that is taken away at vividness 1.</summary>
    public const float Rarity = 1.3f;

    /// <summary>
    /// The part of an even distribution that the prior is mixed with, so that no bin is infinitely rare (Zhang: λ = 1/2).
    /// </summary>
    public const float EvenPart = 0.5f;

    /// <summary>The logarithm of the smoothed prior of each bin.</summary>
    /// <param name="counts">How often each bin occurs; any scale.</param>
    public static float[] LogPrior(IReadOnlyList<double> counts)
    {
        double all = Math.Max(counts.Sum(), double.Epsilon);
        return [.. counts.Select(count => (float)Math.Log(((1 - EvenPart) * count / all) + (EvenPart / counts.Count)))];
    }
}
