using Colorize.Trainer.Networks;

namespace Colorize.Trainer.Export;

/// <summary>
/// The U-Net's output convolution with what vividness does to the logits folded in: beside the features, which come times the sharpness, it
/// takes a channel of the sharpness, whose weights are the bias, and one of the vividness, whose weights are minus the rarity of each bin.
/// </summary>
internal static class WeighedOutput
{
    /// <summary>The channels beside the features.</summary>
    private const int Channels = 2;

    /// <summary>The convolution with the channels of sharpness and vividness.</summary>
    public static FoldedConvolution Fold(UNetGray network)
    {
        (Weights kernel, Weights bias) = FoldedConvolution.Of(network.Output);
        float[] logPrior = Weights.From(network.LogPrior).Values;
        int bins = logPrior.Length;
        int features = kernel.Values.Length / bins;
        float[] values = new float[bins * (features + Channels)];
        for (int bin = 0; bin < bins; bin++)
        {
            Span<float> row = Row(values, bin, features);
            kernel.Values.AsSpan(bin * features, features).CopyTo(row);
            row[features] = bias.Values[bin];
            row[features + 1] = -VividDecoding.Rarity * logPrior[bin];
        }

        return new FoldedConvolution(new Weights(values, [bins, features + Channels, 1, 1]), new Weights(new float[bins], [bins]));
    }

    /// <summary>The convolution and the prior that fold to these weights.</summary>
    public static (FoldedConvolution Output, float[] LogPrior) Unfold(Weights weighed)
    {
        int bins = (int)weighed.Shape[0];
        int features = (int)weighed.Shape[1] - Channels;
        float[] kernel = new float[bins * features], bias = new float[bins], logPrior = new float[bins];
        for (int bin = 0; bin < bins; bin++)
        {
            Span<float> row = Row(weighed.Values, bin, features);
            row[..features].CopyTo(kernel.AsSpan(bin * features));
            bias[bin] = row[features];
            logPrior[bin] = row[features + 1] / -VividDecoding.Rarity;
        }

        return (new FoldedConvolution(new Weights(kernel, [bins, features, 1, 1]), new Weights(bias, [bins])), logPrior);
    }

    private static Span<float> Row(float[] values, int bin, int features) =>
        values.AsSpan(bin * (features + Channels), features + Channels);
}
