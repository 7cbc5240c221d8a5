using System.Text.RegularExpressions;

namespace Colorize.Tests.Infra;

public sealed partial class ImageTests
{
    public static TheoryData<string> Images => new("functions", "trainer");

    [Theory]
    [MemberData(nameof(Images))]
    public void Base_images_are_arguments_and_the_image_runs_as_someone_who_is_not_root(string name)
    {
        string[] lines = Repository.Read($"infra/images/{name}.Dockerfile").Split('\n');

        Assert.All(
            lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)),
            line => Assert.Matches(@"^FROM (\$\{\w+\}|runtime-\$\{ACCELERATOR\})( AS [\w-]+)?$", line));
        Assert.Equal("USER 1654", Assert.Single(lines, line => line.StartsWith("USER ", StringComparison.Ordinal)));
        Assert.Contains("ARG ACCELERATOR=cpu", lines);
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Every_project_that_an_image_is_built_from_is_in_its_context(string name)
    {
        string project = Project().Match(Repository.Read($"infra/images/{name}.Dockerfile")).Groups[1].Value;
        string[] kept = [.. Repository.Read(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..])];

        Assert.Contains(project, kept);
        Assert.Contains("Shared", kept);
        Assert.Contains("Directory.Packages.props", kept);
        Assert.All(kept.Where(path => path != "LICENSE"), path => Assert.True(Path.Exists(Repository.File(path)), path));
    }

    [Fact]
    public void Reports_of_models_stay_out_of_the_images() =>
        Assert.Contains("models/*/report", Repository.Read(".dockerignore").Split('\n').SkipWhile(line => line != "!models"));

    [Fact]
    public async Task Libraries_of_the_right_CUDA_pass()
    {
        using TemporaryFolder folder = new();
        string provider = folder.Add("libonnxruntime_providers_cuda.so", "\0libcudart.so.13\0libcudnn.so.9\0");
        folder.Add("cuda/libcudart.so.13", "");
        folder.Add("cuda/libcudnn.so.9", "");

        (int exitCode, string output) = await CheckAsync(provider, Path.Combine(folder.Path, "cuda"));

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task Libraries_of_another_CUDA_fail_and_the_message_says_which_to_give()
    {
        using TemporaryFolder folder = new();
        string provider = folder.Add("libonnxruntime_providers_cuda.so", "\0libcudart.so.12\0libcudnn.so.9\0");
        folder.Add("cuda/libcudart.so.13", "");
        folder.Add("cuda/libcudnn.so.9", "");

        (int exitCode, string output) = await CheckAsync(provider, Path.Combine(folder.Path, "cuda"));

        Assert.Equal(1, exitCode);
        Assert.Contains("is built for CUDA 12 and the image lacks libcudart.so.12", output, StringComparison.Ordinal);
        Assert.Contains("--build-arg CUDA_IMAGE=nvidia/cuda:12", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_library_without_CUDA_fails()
    {
        using TemporaryFolder folder = new();

        (int exitCode, string output) = await CheckAsync(folder.Add("libonnxruntime.so", "\0libc.so.6\0"), folder.Path);

        Assert.Equal(1, exitCode);
        Assert.Contains("not built for CUDA", output, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output)> CheckAsync(string library, string folder) =>
        Shell.RunAsync("sh", [Repository.File("infra/images/check-cuda.sh"), library, folder]);

    [GeneratedRegex(@"dotnet publish (\w+)")]
    private static partial Regex Project();
}
