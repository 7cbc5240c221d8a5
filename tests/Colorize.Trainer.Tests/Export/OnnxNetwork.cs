using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Export;

/// <summary>An exported file, run by ONNX Runtime on libtorch's tensors.</summary>
internal sealed class OnnxNetwork(byte[] file) : IDisposable
{
    private readonly InferenceSession _session = new(file);

    public Tensor Run(params (string Name, Tensor Value)[] inputs)
    {
        using var options = new RunOptions();
        List<OrtValue> values = [.. inputs.Select(input => OrtValue.CreateTensorValueFromMemory(ToArray(input.Value), input.Value.shape))];
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(
            options, [.. inputs.Select(input => input.Name)], values, _session.OutputNames);
        values.ForEach(value => value.Dispose());
        return tensor(outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[0].GetTensorTypeAndShape().Shape);
    }

    public void Dispose() => _session.Dispose();

    private static float[] ToArray(Tensor value) => MemoryMarshal.Cast<byte, float>(value.contiguous().bytes).ToArray();
}
