using Colorize.Models;
using Microsoft.ML.OnnxRuntime;

namespace Colorize.Inference;

/// <summary>Checks that a loaded network takes and gives what its contract says: the manifest's word is not enough.</summary>
internal static class SessionContract
{
    /// <exception cref="ModelSetException">An input or an output is missing, unknown, or of another shape or type.</exception>
    public static void Check(InferenceSession session, NetworkContract contract, string path)
    {
        Check("inputs", session.InputMetadata, contract.Inputs, path);
        Check("outputs", session.OutputMetadata, contract.Outputs, path);
    }

    private static void Check(
        string what, IReadOnlyDictionary<string, NodeMetadata> actual, IReadOnlyList<TensorSpec> expected, string path)
    {
        if (actual.Count != expected.Count
            || !expected.All(tensor => actual.TryGetValue(tensor.Name, out NodeMetadata? found) && Fits(found, tensor)))
        {
            string found = string.Join(", ", actual.Select(tensor => Describe(tensor.Key, tensor.Value)));
            throw new ModelSetException(path, $"its {what} are {found}; they must be {string.Join(", ", expected)}, of float32.");
        }
    }

    private static bool Fits(NodeMetadata actual, TensorSpec expected) =>
        actual.IsTensor && actual.ElementType == typeof(float) && actual.Dimensions.SequenceEqual(expected.Shape);

    private static string Describe(string name, NodeMetadata tensor) =>
        tensor.IsTensor ? $"{new TensorSpec(name, tensor.Dimensions)} of {tensor.ElementDataType}" : $"{name}, which is no tensor";
}
