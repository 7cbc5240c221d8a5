using Colorize.Inference;
using TorchSharp;
using static TorchSharp.torch;

namespace Colorize.Trainer.Training;

/// <summary>What networks are trained on.</summary>
internal static class ComputeDevice
{
    /// <summary>A CUDA device where this build knows CUDA and one is present; otherwise the CPU.</summary>
    public static Device Best { get; } = cuda.is_available() ? CUDA : CPU;

    /// <summary>What it is, for people.</summary>
    public static string Description =>
        Best.type == DeviceType.CUDA ? $"CUDA ({CudaDevice.Name})" : $"the CPU, with {get_num_threads()} threads";
}
