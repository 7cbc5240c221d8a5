using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>
/// torchvision's AlexNet (Krizhevsky 2014, "One weird trick") on one channel: lightness <c>[N, 1, 128, 128]</c> to a
/// logit for each class. Its parts carry torchvision's names, so that its state dicts fit.
/// </summary>
internal sealed class AlexNetGray : nn.Module<Tensor, Tensor>
{
    /// <summary>The channels of the features.</summary>
    public const int Features = 256;

    /// <summary>The sides of the features at 128×128, and of the pool that torchvision's classifier expects.</summary>
    public const int FeatureSide = 3;

    /// <inheritdoc cref="FeatureSide"/>
    public const int PooledSide = 6;

    private const int Hidden = 4096;
    private const double DropoutRate = 0.5;

    private static readonly int[] Kernels = [11, 5, 3, 3, 3];
    private static readonly int[] Strides = [4, 1, 1, 1, 1];
    private static readonly int[] Paddings = [2, 2, 1, 1, 1];

    public AlexNetGray(int classes)
        : base(nameof(AlexNetGray))
    {
        Convolutions =
        [
            Convolution(0, 1, 64),
            Convolution(1, 64, 192),
            Convolution(2, 192, 384),
            Convolution(3, 384, 256),
            Convolution(4, 256, Features),
        ];
        Linears = [nn.Linear(Features * PooledSide * PooledSide, Hidden), nn.Linear(Hidden, Hidden), nn.Linear(Hidden, classes)];
        InitializeConvolutions();

        register_module("features", nn.Sequential(
            ("0", Convolutions[0]), ("3", Convolutions[1]), ("6", Convolutions[2]), ("8", Convolutions[3]), ("10", Convolutions[4])));
        register_module("classifier", nn.Sequential(("1", Linears[0]), ("4", Linears[1]), ("6", Linears[2])));
    }

    /// <summary>The five convolutions in the order they run.</summary>
    public IReadOnlyList<Conv2d> Convolutions { get; }

    /// <summary>The three linear layers in the order they run.</summary>
    public IReadOnlyList<Linear> Linears { get; }

    /// <summary>Whether a convolution, counted from 0, is followed by a 3×3 max pool with step 2.</summary>
    public static bool IsPooled(int convolution) => convolution is 0 or 1 or 4;

    /// <summary>The step of a convolution, counted from 0.</summary>
    public static int StrideOf(int convolution) => Strides[convolution];

    /// <summary>The zeros around the input of a convolution, counted from 0.</summary>
    public static int PaddingOf(int convolution) => Paddings[convolution];

    public override Tensor forward(Tensor lightness)
    {
        Tensor features = lightness;
        for (int index = 0; index < Convolutions.Count; index++)
        {
            features = nn.functional.relu(Convolutions[index].forward(features), inplace: true);
            if (IsPooled(index))
            {
                features = nn.functional.max_pool2d(features, 3, 2);
            }
        }

        Tensor hidden = nn.functional.adaptive_avg_pool2d(features, [PooledSide, PooledSide]).flatten(1);
        for (int index = 0; index < Linears.Count - 1; index++)
        {
            hidden = nn.functional.dropout(hidden, DropoutRate, training);
            hidden = nn.functional.relu(Linears[index].forward(hidden), inplace: true);
        }

        return Linears[^1].forward(hidden);
    }

    private static Conv2d Convolution(int index, int inputs, int outputs) =>
        nn.Conv2d(inputs, outputs, Kernels[index], Strides[index], padding: (long)Paddings[index]);

    /// <summary>
    /// Starts the convolutions for ReLU (He et al. 2015). The linear layers keep PyTorch's start, which is smaller: the
    /// pool repeats its inputs.
    /// </summary>
    private void InitializeConvolutions()
    {
        using IDisposable noGradient = no_grad();
        using IDisposable scope = NewDisposeScope();
        foreach (Conv2d convolution in Convolutions)
        {
            nn.init.kaiming_normal_(convolution.weight, nonlinearity: nn.init.NonlinearityType.ReLU);
            convolution.bias!.zero_();
        }
    }
}
