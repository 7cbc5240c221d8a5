namespace Colorize.Tests.Infra;

/// <summary>
/// What a build for CUDA publishes, from the files that the images' builds get, in a folder of its own: a build in the working
/// copy would restore other packages under those that run here.
/// </summary>
[Trait("Category", "Long")]
public sealed class CudaPublishTests
{
    [Theory]
    [InlineData("WebJobs")]
    [InlineData("Isolated")]
    public async Task The_functions_bring_ONNX_Runtimes_provider_for_CUDA_and_nothing_for_Windows(string host)
    {
        string[] files = await PublishAsync("Functions", $"-p:FunctionsHost={host}");

        Assert.Contains("libonnxruntime_providers_cuda.so", files);
        Assert.Contains("libonnxruntime_providers_shared.so", files);
        Assert.DoesNotContain(files, file => file.StartsWith("onnxruntime", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_trainer_brings_TorchSharp_without_libtorch_and_without_the_provider()
    {
        string[] files = await PublishAsync("Trainer");

        Assert.Contains("libLibTorchSharp.so", files);
        Assert.Contains("libonnxruntime.so", files);
        Assert.DoesNotContain(files, file => file.Contains("cuda", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(files, file => file.StartsWith("libtorch", StringComparison.Ordinal));
    }

    private static async Task<string[]> PublishAsync(string project, params string[] properties)
    {
        using TemporaryFolder folder = new();
        string[] context = [.. Repository.Read(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..])];
        (int copied, string copying) = await Shell.RunAsync(
            "bash", ["-c", "cd \"$0\" && git ls-files -z -- \"${@:2}\" | xargs -0 cp --parents --target-directory \"$1\"", Repository.Root,
                folder.Path, .. context]);
        Assert.True(copied == 0, copying);

        (int exitCode, string output) = await Shell.RunAsync(
            "dotnet",
            ["publish", Path.Combine(folder.Path, project), "-c", "Release", "-o", Path.Combine(folder.Path, "app"), "-p:Accelerator=Cuda",
                .. properties],
            new Dictionary<string, string?> { ["COLORIZE_LIBTORCH"] = null });

        Assert.True(exitCode == 0, output);
        return [.. Directory.EnumerateFiles(Path.Combine(folder.Path, "app")).Select(file => Path.GetFileName(file))];
    }
}
