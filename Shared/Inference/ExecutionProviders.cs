namespace Colorize.Inference;

/// <summary>What ONNX Runtime calls its execution providers, and what to say where one is missing.</summary>
internal static class ExecutionProviders
{
    public const string CudaMissing =
        "Colorize:ExecutionProvider is cuda, but this build of Colorize runs on the CPU only. "
        + "Build it with -p:Accelerator=Cuda, or set Colorize:ExecutionProvider to auto or cpu.";

    private const string Cuda = "CUDAExecutionProvider";

    /// <summary>Whether CUDA is among the providers that this build of ONNX Runtime has.</summary>
    public static bool HasCuda(IEnumerable<string> available) => available.Contains(Cuda);
}
