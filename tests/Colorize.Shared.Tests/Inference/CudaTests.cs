using Colorize.Inference;

namespace Colorize.Tests.Inference;

public sealed class CudaTests
{
    // As .NET, the dynamic loader, CUDA and cuDNN say it.
    [Theory]
    [InlineData(
        "Unable to load shared library '/app/libonnxruntime_providers_cuda.so' or one of its dependencies. In order to help diagnose … "
            + "LD_DEBUG "
        + "environment variable: \nlibcublasLt.so.13: cannot open shared object file: No such file or directory\n",
        "the library libcublasLt.so.13 is missing; its folder has to be in LD_LIBRARY_PATH")]
    [InlineData(
        "Unable to load shared library '/app/libonnxruntime_providers_cuda.so' or one of its dependencies.\n"
        + "libcuda.so.1: cannot open shared object file: No such file or directory\n",
        "this machine has no NVIDIA driver (libcuda.so.1 is missing)")]
    [InlineData(
        "Could not load library libcudnn_ops.so.9. Error: libcudnn_ops.so.9: cannot open shared object file: No such file or directory",
        "the library libcudnn_ops.so.9 is missing; its folder has to be in LD_LIBRARY_PATH")]
    [InlineData(
        "[ErrorCode:Fail] CUDA failure 100: no CUDA-capable device is detected ; GPU=-1 ; hostname=h ; expr=cudaGetDeviceCount(&n);",
        "this machine has no GPU that CUDA can use")]
    [InlineData(
        "CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version ; GPU=0 ; expr=cudaSetDevice(info_.device_id);",
        "the NVIDIA driver is older than this CUDA needs")]
    [InlineData("[ErrorCode:RuntimeException] Non-zero status code.\n  something of a kind that is new", "something of a kind that is new")]
    public void Why_CUDA_does_not_work_is_one_plain_line(string message, string expected) =>
        Assert.Equal(expected, CudaFailure.Describe(message));

    [Fact]
    public void The_GPU_has_the_name_that_its_driver_gives_it()
    {
        using TemporaryFolder folder = new();
        Assert.Equal("unnamed GPU", CudaDevice.ReadName(folder.Path));
        folder.Add("0000:00:1e.0/information", "Model: \t\t NVIDIA T4\nIRQ:   \t\t 60\nGPU UUID: \t GPU-1\n");

        Assert.Equal("NVIDIA T4", CudaDevice.ReadName(folder.Path));
    }

    [Fact]
    public void A_machine_without_a_driver_has_no_name_for_its_GPU() =>
        Assert.Equal("unnamed GPU", CudaDevice.ReadName("/nowhere/proc/driver/nvidia/gpus"));
}
