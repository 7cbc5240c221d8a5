using System.Numerics.Tensors;
using Colorize.Models;
using Colorize.Trainer.Export.Quantization;
using Microsoft.ML.OnnxRuntime;

namespace Colorize.Trainer.Evaluation;

/// <summary>A network's ONNX file, so that what is measured is what is shipped.</summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    /// <summary>Loads a file; <paramref name="threads"/> computes with that many.</summary>
    public OnnxSession(byte[] file, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        };
        _session = new InferenceSession(file, options);
    }

    /// <summary>Runs the network; the shape of each input is that of the contract with the batch's size put in.</summary>
    public float[] Run(int batch, params ReadOnlySpan<(TensorSpec Spec, float[] Values)> inputs)
    {
        using IDisposableReadOnlyCollection<OrtValue> outputs = Run(_session.OutputNames, batch, inputs);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Runs the network and answers between which values some of its outputs lie, in their order.</summary>
    public ValueRange[] RangesOf(
        IReadOnlyCollection<string> outputs, int batch, params ReadOnlySpan<(TensorSpec Spec, float[] Values)> inputs)
    {
        using IDisposableReadOnlyCollection<OrtValue> values = Run(outputs, batch, inputs);
        return [.. values.Select(RangeOf)];
    }

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    private static ValueRange RangeOf(OrtValue value)
    {
        ReadOnlySpan<float> numbers = value.GetTensorDataAsSpan<float>();
        return new ValueRange(TensorPrimitives.Min(numbers), TensorPrimitives.Max(numbers));
    }

    private IDisposableReadOnlyCollection<OrtValue> Run(
        IReadOnlyCollection<string> outputs, int batch, ReadOnlySpan<(TensorSpec Spec, float[] Values)> inputs)
    {
        var names = new List<string>();
        var values = new List<OrtValue>();
        try
        {
            foreach ((TensorSpec spec, float[] numbers) in inputs)
            {
                long[] shape = [.. spec.Shape.Select(length => length == NetworkContract.AnyBatch ? batch : (long)length)];
                int length = (int)shape.Aggregate((product, side) => product * side);
                names.Add(spec.Name);
                values.Add(OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, numbers.AsMemory(0, length), shape));
            }

            return _session.Run(_run, names, values, outputs);
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }
}
