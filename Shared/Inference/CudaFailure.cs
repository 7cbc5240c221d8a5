using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;

namespace Colorize.Inference;

/// <summary>
/// Says in one plain line why ONNX Runtime cannot use CUDA: its own messages name no library, or are lines of C++ signatures.
/// </summary>
internal static partial class CudaFailure
{
    private const int MaxLength = 300;
    private const string ProviderFile = "libonnxruntime_providers_cuda.so";

    /// <summary>What is missing, or the message's last line where it is of no kind that is known.</summary>
    public static string Describe(OnnxRuntimeException exception) =>
        Describe(
            exception.Message.Contains("Failed to load shared library", StringComparison.Ordinal) ? LoaderMessage() : exception.Message);

    internal static string Describe(string message)
    {
        if (MissingLibrary().Match(message) is { Success: true } library)
        {
            string name = library.Groups[1].Value;
            return name.StartsWith("libcuda.so", StringComparison.Ordinal)
                ? $"this machine has no NVIDIA driver ({name} is missing)"
                : $"the library {name} is missing; its folder has to be in LD_LIBRARY_PATH";
        }

        return message switch
        {
            _ when message.Contains("no CUDA-capable device", StringComparison.Ordinal) => "this machine has no GPU that CUDA can use",
            _ when message.Contains("driver version is insufficient", StringComparison.Ordinal) =>
                "the NVIDIA driver is older than this CUDA needs",
            _ when message.Contains("out of memory", StringComparison.Ordinal) => "the GPU's memory is full",
            _ => LastLine(message),
        };
    }

    // The dynamic loader knows what the provider lacks, and ONNX Runtime does not pass it on. Loading it a second time tells.
    private static string LoaderMessage()
    {
        try
        {
            NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, ProviderFile));
            return $"{ProviderFile} cannot be started";
        }
        catch (DllNotFoundException exception)
        {
            return exception.Message;
        }
    }

    private static string LastLine(string message)
    {
        string line = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault() ?? "no reason given";
        return line.Length <= MaxLength ? line : line[..MaxLength] + " …";
    }

    // "libcublasLt.so.13: cannot open shared object file", as the dynamic loader says it, and "Could not load library libcudnn….so.9.
    // Error: …".
    [GeneratedRegex(@"(lib[\w-]+\.so[.\d]*\d)(?:: cannot open shared object file|\. Error:)")]
    private static partial Regex MissingLibrary();
}
