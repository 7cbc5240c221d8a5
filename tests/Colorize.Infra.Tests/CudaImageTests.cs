namespace Colorize.Tests.Infra;

/// <summary>
/// What the images for CUDA are checked with and start with, against the provider that ONNX Runtime's package really has.
/// </summary>
public sealed class CudaImageTests
{
    // What readelf and a run on a GPU showed of version 1.31.0.
    private static readonly string[] NeededLibraries =
    [
        "libcublasLt.so.13", "libcublas.so.13", "libcurand.so.10", "libcudart.so.13", "libcudnn.so.9", "libcufft.so.12", "libnvrtc.so.13",
    ];

    public static TheoryData<string> Needed => [.. NeededLibraries];

    [Fact]
    public async Task The_real_provider_passes_with_the_libraries_of_CUDA_13_and_cuDNN_9()
    {
        using TemporaryFolder folder = Libraries(NeededLibraries);

        (int exitCode, string output) = await CheckAsync(Repository.CudaProvider, folder.Path);

        Assert.True(exitCode == 0, output);
        Assert.Equal("libonnxruntime_providers_cuda.so: every library of CUDA 13 that it needs is there.\n", output);
    }

    [Theory]
    [MemberData(nameof(Needed))]
    public async Task Without_one_of_them_the_real_provider_is_refused_and_the_library_is_named(string missing)
    {
        using TemporaryFolder folder = Libraries(NeededLibraries.Except([missing]));

        (int exitCode, string output) = await CheckAsync(Repository.CudaProvider, folder.Path);

        Assert.Equal(1, exitCode);
        Assert.Contains(
            $"libonnxruntime_providers_cuda.so is built for CUDA 13, and missing: {missing}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_libraries_of_another_CUDA_are_refused_and_the_message_says_which_to_give()
    {
        using TemporaryFolder folder = Libraries(
            ["libcublasLt.so.12", "libcublas.so.12", "libcurand.so.10", "libcudart.so.12", "libcudnn.so.9", "libcufft.so.11",
                "libnvrtc.so.12"]);

        (int exitCode, string output) = await CheckAsync(Repository.CudaProvider, folder.Path);

        Assert.Equal(1, exitCode);
        Assert.Contains("--build-arg CUDA_IMAGE=nvcr.io/nvidia/cuda:13", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_library_without_CUDA_is_refused()
    {
        string runtime = Path.Combine(Path.GetDirectoryName(Repository.CudaProvider)!, "libonnxruntime.so");

        (int exitCode, string output) = await CheckAsync(runtime, Path.GetTempPath());

        Assert.Equal(1, exitCode);
        Assert.Contains("not built for CUDA", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_of_CUDA_is_of_the_version_that_the_provider_is_built_for() => Assert.Contains(
        "ARG CUDA_IMAGE=nvcr.io/nvidia/cuda:13.", Repository.Read("infra/images/functions.cuda.Dockerfile"), StringComparison.Ordinal);

    [Theory]
    [InlineData("NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.129.03  Thu Oct 19 18:56:32 UTC 2023", true,
        "driver 535 is older than 580")]
    [InlineData("NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  570.86.15  Release Build  (dvs-builder@U16)", true,
        "driver 570 is older than 580")]
    [InlineData("NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.95.05  Release Build  (dvs-builder@U16)", false,
        "driver 580, which is new enough")]
    [InlineData("NVRM version: NVIDIA UNIX x86_64 Kernel Module  595.10  Thu Jan  1 00:00:00 UTC 2026", false,
        "driver 595, which is new enough")]
    [InlineData("", false, "this machine has no NVIDIA driver")]
    public async Task Only_an_older_driver_meets_the_forward_compatibility_libraries(string version, bool expected, string said)
    {
        using TemporaryFolder folder = new();
        folder.Add("compat/libcuda.so.580.95.05", "");

        (int exitCode, string output) = await Shell.RunAsync(
            "sh",
            [Repository.File("infra/images/cuda-start.sh"), "sh", "-c", "echo \"path: $LD_LIBRARY_PATH\""],
            new Dictionary<string, string?>
            {
                ["CUDA_COMPATIBILITY"] = Path.Combine(folder.Path, "compat"),
                ["NVIDIA_VERSION_FILE"] = folder.Add("version", version + "\nGCC version:  gcc version 12.2.0\n"),
                ["LD_LIBRARY_PATH"] = "/opt/cuda/lib",
            });

        Assert.Equal(0, exitCode);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.Contains(
            expected ? $"path: {folder.Path}/compat:/opt/cuda/lib\n" : "path: /opt/cuda/lib\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "job-x-7k2p1q", "job-x-7k2p1q")]
    [InlineData("mine", "job-x-7k2p1q", "mine")]
    [InlineData(null, null, "")]
    public async Task All_tries_of_a_jobs_execution_train_the_same_model_set(string? version, string? execution, string expected)
    {
        using TemporaryFolder folder = new();
        string dotnet = folder.Add("dotnet", "#!/bin/sh\necho \"$* as '$COLORIZE_MODEL_VERSION'\"\n");
        File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        (int exitCode, string output) = await Shell.RunAsync(
            "sh",
            [Repository.File("infra/images/trainer-start.sh"), "train"],
            new Dictionary<string, string?>
            {
                ["PATH"] = folder.Path + ":" + Environment.GetEnvironmentVariable("PATH"),
                ["COLORIZE_MODEL_VERSION"] = version,
                ["CONTAINER_APP_JOB_EXECUTION_NAME"] = execution,
            });

        Assert.Equal((0, $"/app/Colorize.Trainer.dll train as '{expected}'\n"), (exitCode, output));
    }

    private static TemporaryFolder Libraries(IEnumerable<string> names)
    {
        TemporaryFolder folder = new();
        foreach (string name in names)
        {
            folder.Add(name, "");
        }

        return folder;
    }

    private static Task<(int ExitCode, string Output)> CheckAsync(string library, string folder) =>
        Shell.RunAsync("sh", [Repository.File("infra/images/check-cuda.sh"), library, folder]);
}
