using System.ComponentModel;
using Colorize.Tensors;

namespace Colorize.Models;

/// <summary>What the inputs and outputs of each network are, in its ONNX file and in the manifest.</summary>
/// <param name="Inputs">The inputs that the network takes, in order.</param>
/// <param name="Outputs">The outputs that it gives, in order.</param>
public sealed record NetworkContract(IReadOnlyList<TensorSpec> Inputs, IReadOnlyList<TensorSpec> Outputs)
{
    /// <summary>The input with L*/100.</summary>
    public const string Lightness = "l";

    /// <summary>The classifier's output, a softmax, and the second input of the ensemble and the U-Net.</summary>
    public const string ClassProbabilities = "class_probabilities";

    /// <summary>The U-Net's third input: for each photograph 0, the mean of its distribution, to 1, its rare and strong colours.</summary>
    public const string Vividness = "vividness";

    /// <summary>The colorizers' output, (a* + 128)/255 and (b* + 128)/255.</summary>
    public const string Chroma = "ab";

    /// <summary>Width and height that the networks see.</summary>
    public const int Size = LabTensor.Size;

    /// <summary>Pixels in each plane that the networks see.</summary>
    public const int Pixels = LabTensor.PlaneLength;

    /// <summary>The ONNX operator set that the networks are written in.</summary>
    public const int Opset = 17;

    /// <summary>The size of the batch in a shape: free.</summary>
    public const int AnyBatch = -1;

    /// <summary>The contract of one network for a number of classes.</summary>
    public static NetworkContract Of(Network network, int classes)
    {
        TensorSpec lightness = new(Lightness, [AnyBatch, 1, Size, Size]);
        TensorSpec probabilities = new(ClassProbabilities, [AnyBatch, classes]);
        TensorSpec chroma = new(Chroma, [AnyBatch, 2, Size, Size]);
        return network switch
        {
            Network.AlexNet => new([lightness], [probabilities]),
            Network.ResNet => new([lightness], [chroma]),
            Network.Ensemble => new([lightness, probabilities], [chroma]),
            Network.UNet => new([lightness, probabilities, new(Vividness, [AnyBatch])], [chroma]),
            _ => throw new InvalidEnumArgumentException(nameof(network), (int)network, typeof(Network)),
        };
    }
}
