namespace Colorize.Tests;

/// <summary>One function app, two hosts: what one runs, the other runs too.</summary>
public sealed class HostParityTests
{
    private static readonly IReadOnlyList<DeclaredFunction> WebJobs =
        DeclaredFunction.In(Built("Functions", "Colorize.Functions.dll"), "FunctionNameAttribute");

    private static readonly IReadOnlyList<DeclaredFunction> Isolated =
        DeclaredFunction.In(Built("tests/Colorize.Functions.Isolated", "Colorize.Functions.Isolated.dll"), "FunctionAttribute");

    [Fact]
    public void Both_hosts_declare_the_same_functions_on_the_same_paths()
    {
        Assert.Equal(["ColorizeGrayscale", "PreprocessUpload"], Isolated.Select(function => function.Name));
        Assert.Equal(
            WebJobs.Select(function => (function.Name, function.Path, function.Connection)),
            Isolated.Select(function => (function.Name, function.Path, function.Connection)));
    }

    [Fact]
    public void The_isolated_host_learns_of_blobs_from_Event_Grid() => Assert.All(Isolated, function => Assert.Equal("EventGrid", function.Source));

    [Fact]
    public void A_blob_that_is_gone_does_not_keep_the_function_from_running() =>
        Assert.All(Isolated, function => Assert.Equal("Azure.Storage.Blobs.BlobClient", function.Parameter));

    private static string Built(string project, string file)
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        string configuration = root.Parent!.Name;
        while (!File.Exists(Path.Combine(root.FullName, "Colorize.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests do not lie in the project's folder.");
        }

        return Path.Combine(root.FullName, project, "bin", configuration, "net10.0", file);
    }
}
