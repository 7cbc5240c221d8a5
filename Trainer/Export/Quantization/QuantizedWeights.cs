using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Colorize.Trainer.Export.Format;
using Google.Protobuf;
using DataType = Colorize.Trainer.Export.Format.TensorProto.Types.DataType;

namespace Colorize.Trainer.Export.Quantization;

/// <summary>The weights of a layer as 8-bit numbers with sign, each output channel on a scale of its own.</summary>
/// <param name="Values">The stored weights.</param>
/// <param name="Scales">The scale of each output channel.</param>
internal sealed record QuantizedWeights(TensorProto Values, float[] Scales)
{
    /// <summary>
    /// The greatest stored weight. It leaves a bit unused: processors without VNNI add two products in 16 bits, which would
    /// overflow with all eight (ONNX Runtime's documentation, "reduce_range").
    /// </summary>
    public const int MaxWeight = 63;

    private const float MinScale = 1e-12f;

    /// <summary>Rounds weights whose first dimension is the output channel.</summary>
    public static QuantizedWeights Of(TensorProto weights)
    {
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(weights.RawData.Span);
        int outputs = (int)weights.Dims[0];
        int perOutput = values.Length / outputs;
        sbyte[] stored = new sbyte[values.Length];
        float[] scales = new float[outputs];
        for (int output = 0; output < outputs; output++)
        {
            ReadOnlySpan<float> channel = values.Slice(output * perOutput, perOutput);
            scales[output] = Math.Max(Math.Abs(TensorPrimitives.MaxMagnitude(channel)) / MaxWeight, MinScale);
            for (int index = 0; index < perOutput; index++)
            {
                stored[(output * perOutput) + index] = (sbyte)Math.Clamp(
                    MathF.Round(channel[index] / scales[output]), -MaxWeight, MaxWeight);
            }
        }

        var tensor = new TensorProto
        {
            Name = weights.Name + ".int8",
            DataType = (int)DataType.Int8,
            Dims = { weights.Dims },
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<sbyte>(stored)),
        };
        return new QuantizedWeights(tensor, scales);
    }

    /// <summary>A bias on the scales that the sums of products have: those of the weights times that of the activations.</summary>
    public TensorProto Round(TensorProto bias, float activationScale)
    {
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(bias.RawData.Span);
        int[] stored = new int[values.Length];
        for (int output = 0; output < stored.Length; output++)
        {
            stored[output] = (int)Math.Clamp(
                Math.Round(values[output] / ((double)Scales[output] * activationScale)), int.MinValue, int.MaxValue);
        }

        return new TensorProto
        {
            Name = bias.Name + ".int32",
            DataType = (int)DataType.Int32,
            Dims = { bias.Dims },
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<int>(stored)),
        };
    }
}
