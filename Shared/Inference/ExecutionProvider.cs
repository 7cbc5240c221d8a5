namespace Colorize.Inference;

/// <summary>What the networks run on.</summary>
public enum ExecutionProvider
{
    /// <summary>A CUDA device where this build knows CUDA and one is present; otherwise the CPU.</summary>
    Auto,

    /// <summary>A CUDA device; an error where there is none.</summary>
    Cuda,

    /// <summary>The CPU.</summary>
    Cpu,
}
