using System.Security.Cryptography;

namespace Colorize.Models;

/// <summary>One network's ONNX file, as the manifest describes it.</summary>
/// <param name="Network">The network that the file holds.</param>
/// <param name="Name">The file's plain name, beside the manifest.</param>
/// <param name="Sha256">The SHA-256 of its bytes: 64 lower-case hexadecimal digits.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Inputs">The inputs of the network.</param>
/// <param name="Outputs">The outputs of the network.</param>
public sealed record ModelFile(
    Network Network,
    string Name,
    string Sha256,
    long Size,
    IReadOnlyList<TensorSpec> Inputs,
    IReadOnlyList<TensorSpec> Outputs)
{
    /// <summary>The largest file that is loaded: AlexNet with nothing folded and float32 weights is 151 MB.</summary>
    public const long MaxSize = 256L << 20;

    /// <summary>Describes the bytes of a network's ONNX file.</summary>
    public static ModelFile Describe(Network network, int classes, ReadOnlySpan<byte> onnx)
    {
        var contract = NetworkContract.Of(network, classes);
        return new(network, DefaultName(network), HashOf(onnx), onnx.Length, contract.Inputs, contract.Outputs);
    }

    /// <summary>The name that a network's file has in the sets of this project, <c>resnet.onnx</c> for instance.</summary>
    public static string DefaultName(Network network) => $"{network.Name()}.onnx";

    /// <summary>Refuses bytes that are not those that the manifest describes.</summary>
    /// <param name="content">The bytes that were read.</param>
    /// <param name="path">Where they were read from, for the message.</param>
    /// <exception cref="ModelSetException">The length or the hash differs.</exception>
    public void Verify(ReadOnlySpan<byte> content, string path)
    {
        if (content.Length != Size)
        {
            throw new ModelSetException(path, $"it has {content.Length:N0} bytes; the manifest says {Size:N0}. It may be cut short.");
        }

        string hash = HashOf(content);
        if (hash != Sha256)
        {
            throw new ModelSetException(path, $"its SHA-256 is {hash}; the manifest says {Sha256}. Publish the model set again.");
        }
    }

    private static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
