using Colorize.Color;
using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>
/// The bins of the ab plane that the U-Net spreads its probability over: a grid of 10 units, of which those are used that an
/// sRGB colour comes near (Zhang, Isola and Efros 2016, "Colorful Image Colorization", section 2.1).
/// </summary>
internal static class ColorBins
{
    /// <summary>The distance of two neighbours in the units of a and b.</summary>
    public const int Step = 10;

    /// <summary>The nodes of the grid along a and along b, from -<see cref="Reach"/> to <see cref="Reach"/>.</summary>
    public const int Side = (2 * Reach / Step) + 1;

    /// <summary>How far the grid reaches.</summary>
    public const int Reach = 110;

    /// <summary>Marks a node of the grid that is no bin.</summary>
    public const int None = -1;

    /// <summary>Corners of a cell of the grid.</summary>
    private const int Corners = 4;

    /// <summary>How finely the sRGB cube is looked through: 33 values of each channel.</summary>
    private const int CubeStep = 8;

    private static readonly int[] Numbers = Number();

    /// <summary>How many bins there are.</summary>
    public static int Count { get; } = Numbers.Max() + 1;

    /// <summary>The a and b of each bin: <c>[Count]</c> pairs.</summary>
    public static IReadOnlyList<(int A, int B)> Centers { get; } = [.. Enumerable.Range(0, Numbers.Length)
        .Where(node => Numbers[node] != None)
        .Select(node => (((node / Side) * Step) - Reach, ((node % Side) * Step) - Reach))];

    /// <summary>The centres as the weights of a 1×1 convolution from bins to a and b: <c>[2, Count, 1, 1]</c>.</summary>
    public static Tensor CenterWeights()
    {
        float[] values = [.. Centers.Select(center => (float)center.A), .. Centers.Select(center => (float)center.B)];
        return tensor(values).reshape(2, Count, 1, 1);
    }

    /// <summary>
    /// Spreads each colour over the four bins around it, the nearer the more: the weights of bilinear interpolation, so that
    /// their mean is the colour itself wherever all four are bins.
    /// </summary>
    /// <param name="chroma">ab in its units, <c>[N, 2, H, W]</c>.</param>
    /// <returns>The numbers of the bins and their weights, both <c>[N, 4, H, W]</c>; the weights of a colour add up to 1.</returns>
    public static (Tensor Bins, Tensor Weights) Encode(Tensor chroma)
    {
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        Tensor place = ((chroma + Reach) / Step).clamp(0, Side - 1 - 1e-4);
        Tensor low = place.floor();
        Tensor part = place - low;
        Tensor node = low.to(ScalarType.Int64);
        (Tensor nodeA, Tensor nodeB) = (node.select(1, 0), node.select(1, 1));
        (Tensor partA, Tensor partB) = (part.select(1, 0), part.select(1, 1));
        var bins = new Tensor[Corners];
        var weights = new Tensor[Corners];
        Tensor numbers = tensor([.. Numbers.Select(number => (long)number)], device: chroma.device);
        for (int corner = 0; corner < Corners; corner++)
        {
            (int right, int up) = (corner & 1, corner >> 1);
            bins[corner] = numbers[((nodeA + right) * Side) + nodeB + up];
            Tensor weight = (right == 1 ? partA : 1 - partA) * (up == 1 ? partB : 1 - partB);
            weights[corner] = weight * (bins[corner] != None);
        }

        Tensor all = stack(weights, 1) + 1e-6;
        return ((stack(bins, 1).clamp(0)).MoveToOuterDisposeScope(), (all / all.sum(1, keepdim: true)).MoveToOuterDisposeScope());
    }

    /// <summary>Numbers the nodes that are bins, in the order of a and then b.</summary>
    private static int[] Number()
    {
        bool[] used = new bool[Side * Side];
        for (int red = 0; red <= byte.MaxValue + 1; red += CubeStep)
        {
            for (int green = 0; green <= byte.MaxValue + 1; green += CubeStep)
            {
                for (int blue = 0; blue <= byte.MaxValue + 1; blue += CubeStep)
                {
                    CieLab lab = CieLab.FromSrgb(Channel(red), Channel(green), Channel(blue));
                    used[(Node(lab.A) * Side) + Node(lab.B)] = true;
                }
            }
        }

        int next = 0;
        return [.. used.Select(isBin => isBin ? next++ : None)];

        static double Channel(int value) => Math.Min(value, byte.MaxValue) / (double)byte.MaxValue;
        static int Node(double value) => (int)Math.Round((value + Reach) / Step);
    }
}
