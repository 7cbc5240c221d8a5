using System.Numerics.Tensors;
using Colorize.Trainer.Export.Format;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
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
    /// <param name="batches">The inputs of the network by their names, a batch after the other.</param>
    /// <param name="threads">How many threads compute.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static IReadOnlyDictionary<string, ValueRange> Measure(
        ModelProto model,
        IReadOnlyCollection<string> tensors,
        IEnumerable<IReadOnlyDictionary<string, OrtValue>> batches,
        int threads,
        CancellationToken cancellationToken)
    {
        using InferenceSession session = Watching(model, tensors, threads);
        using var run = new RunOptions();
        var sums = tensors.ToDictionary(name => name, _ => (Least: 0.0, Greatest: 0.0));
        int count = 0;
        foreach (IReadOnlyDictionary<string, OrtValue> batch in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using IDisposableReadOnlyCollection<OrtValue> values = session.Run(run, [.. batch.Keys], [.. batch.Values], [.. tensors]);
            foreach ((string name, OrtValue value) in tensors.Zip(values))
            {
                ReadOnlySpan<float> numbers = value.GetTensorDataAsSpan<float>();
                sums[name] = (sums[name].Least + TensorPrimitives.Min(numbers), sums[name].Greatest + TensorPrimitives.Max(numbers));
            }

            count++;
        }

        return sums.ToDictionary(pair => pair.Key, pair => new ValueRange((float)(pair.Value.Least / count), (float)(pair.Value.Greatest / count)));
    }

    /// <summary>A session of the network that gives the watched tensors out.</summary>
    private static InferenceSession Watching(ModelProto model, IReadOnlyCollection<string> tensors, int threads)
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

        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        return new InferenceSession(watched.ToByteArray(), options);
    }
}
