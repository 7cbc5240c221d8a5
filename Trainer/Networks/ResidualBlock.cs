using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>
/// The basic block of ResNet-18 (He et al. 2016, "Deep Residual Learning for Image Recognition"): two 3×3
/// convolutions and a shortcut. Its parts carry torchvision's names, so that its state dicts fit.
/// </summary>
internal sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    private const string TypeName = "BasicBlock";

    /// <summary>A block from <paramref name="inputs"/> to <paramref name="outputs"/> channels.</summary>
    public ResidualBlock(long inputs, long outputs, long stride = 1)
        : base(TypeName)
    {
        Stride = stride;
        First = nn.Conv2d(inputs, outputs, 3, stride, padding: 1L, bias: false);
        FirstNorm = nn.BatchNorm2d(outputs);
        Second = nn.Conv2d(outputs, outputs, 3, 1, padding: 1L, bias: false);
        SecondNorm = nn.BatchNorm2d(outputs);
        register_module("conv1", First);
        register_module("bn1", FirstNorm);
        register_module("conv2", Second);
        register_module("bn2", SecondNorm);

        if (stride != 1 || inputs != outputs)
        {
            Shortcut = nn.Conv2d(inputs, outputs, 1, stride, bias: false);
            ShortcutNorm = nn.BatchNorm2d(outputs);
            register_module("downsample", nn.Sequential(("0", Shortcut), ("1", ShortcutNorm)));
        }
    }

    /// <summary>The step of the first convolution and of the shortcut.</summary>
    public long Stride { get; }

    public Conv2d First { get; }

    public BatchNorm2d FirstNorm { get; }

    public Conv2d Second { get; }

    public BatchNorm2d SecondNorm { get; }

    /// <summary>The 1×1 convolution of the shortcut, or null where the shortcut is the identity.</summary>
    public Conv2d? Shortcut { get; }

    public BatchNorm2d? ShortcutNorm { get; }

    public override Tensor forward(Tensor input)
    {
        Tensor shortcut = Shortcut is null ? input : ShortcutNorm!.call(Shortcut.forward(input));
        Tensor inner = nn.functional.relu(FirstNorm.call(First.forward(input)), inplace: true);
        return nn.functional.relu(SecondNorm.call(Second.forward(inner)).add_(shortcut), inplace: true);
    }
}
