using Colorize.Models;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Export.Format;
using Google.Protobuf;
using DataType = Colorize.Trainer.Export.Format.TensorProto.Types.DataType;

namespace Colorize.Trainer.Export.Quantization;

/// <summary>
/// The values that the tensors inside a network take on pictures: of each batch the least and the greatest, averaged over the
/// batches, so that one odd picture does not make the steps coarse for all.
/// </summary>
internal static class ActivationRanges
{
    /// <summary>Runs a network on pictures and watches what is asked for.</summary>
    /// <param name="model">The network in float32.</param>
    /// <param name="tensors">The names of the tensors to watch.</param>
    /// <param name="batches">The inputs of the network, a batch after the other.</param>
    /// <param name="threads">How many threads compute.</param>
    public static IReadOnlyDictionary<string, ValueRange> Measure(
        ModelProto model,
        IReadOnlyCollection<string> tensors,
        IEnumerable<(int Count, (TensorSpec Spec, float[] Values)[] Inputs)> batches,
        int threads)
    {
        using var session = new OnnxSession(Watching(model, tensors), threads);
        double[] least = new double[tensors.Count];
        double[] greatest = new double[tensors.Count];
        int seen = 0;
        foreach ((int count, (TensorSpec Spec, float[] Values)[] inputs) in batches)
        {
            ValueRange[] ranges = session.RangesOf(tensors, count, inputs);
            for (int index = 0; index < ranges.Length; index++)
            {
                least[index] += ranges[index].Least;
                greatest[index] += ranges[index].Greatest;
            }

            seen++;
        }

        return tensors
            .Select((name, index) => (name, Range: new ValueRange((float)(least[index] / seen), (float)(greatest[index] / seen))))
            .ToDictionary(pair => pair.name, pair => pair.Range);
    }

    /// <summary>The network with the watched tensors among its outputs.</summary>
    private static byte[] Watching(ModelProto model, IReadOnlyCollection<string> tensors)
    {
        ModelProto watched = model.Clone();
        foreach (string name in tensors.Except(watched.Graph.Output.Select(output => output.Name)))
        {
            watched.Graph.Output.Add(new ValueInfoProto
            {
                Name = name,
                Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float } },
            });
        }

        return watched.ToByteArray();
    }
}
