using System.Reflection;
using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]

namespace Colorize.Tests.Infra;

/// <summary>The working copy that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Metadata("Repository"));

    public static string BicepPath { get; } = Metadata("BicepPath").Replace('\\', '/');

    /// <summary>Where restored packages lie.</summary>
    public static string PackageFolder { get; } = Metadata("PackageFolder");

    /// <summary>ONNX Runtime's provider for CUDA, as its package has it.</summary>
    public static string CudaProvider { get; } = Metadata("CudaProvider");

    public static string File(string path) => Path.Combine(Root, path);

    public static string Read(string path) => System.IO.File.ReadAllText(File(path));

    /// <summary>The paths of all files in version control, from the root of the repository.</summary>
    public static async Task<IReadOnlyList<string>> FilesAsync()
    {
        (int exitCode, string output) = await Shell.RunAsync("git", ["-C", Root, "ls-files"]);
        return exitCode == 0
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(path => System.IO.File.Exists(File(path)))]
            : throw new InvalidOperationException($"git does not list the files: {output}");
    }

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
