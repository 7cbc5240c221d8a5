using TorchSharp.Modules;

namespace Colorize.Trainer.Export;

/// <summary>
/// A convolution that does the work of the batch norm after it: with its running statistics fixed, batch norm only
/// scales and shifts each channel.
/// </summary>
internal sealed record FoldedConvolution(Weights Kernel, Weights Bias)
{
    /// <summary>A convolution as it is.</summary>
    public static FoldedConvolution Of(Conv2d convolution)
    {
        Weights kernel = Weights.From(convolution.weight);
        return new FoldedConvolution(kernel, BiasOf(convolution, kernel.Shape[0]));
    }

    /// <summary>A convolution and the batch norm that follows it.</summary>
    public static FoldedConvolution Of(Conv2d convolution, BatchNorm2d norm)
    {
        (Weights kernel, Weights bias) = Of(convolution);
        float[] mean = Weights.From(norm.running_mean!).Values;
        float[] variance = Weights.From(norm.running_var!).Values;
        float[] gamma = Weights.From(norm.weight!).Values;
        float[] beta = Weights.From(norm.bias!).Values;

        int outputs = mean.Length;
        int perOutput = kernel.Values.Length / outputs;
        for (int output = 0; output < outputs; output++)
        {
            double scale = gamma[output] / Math.Sqrt(variance[output] + norm.eps);
            foreach (ref float weight in kernel.Values.AsSpan(output * perOutput, perOutput))
            {
                weight = (float)(weight * scale);
            }

            bias.Values[output] = (float)(beta[output] + ((bias.Values[output] - (double)mean[output]) * scale));
        }

        return new FoldedConvolution(kernel, bias);
    }

    private static Weights BiasOf(Conv2d convolution, long outputs) =>
        convolution.bias is { } bias ? Weights.From(bias) : new Weights(new float[outputs], [outputs]);
}
