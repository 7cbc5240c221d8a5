namespace Colorize.Tests;

/// <summary>One function app, two hosts: what one runs, the other runs too.</summary>
public sealed class HostParityTests
{
    private const string Review = "ReviewSources";

    private static readonly IReadOnlyList<DeclaredFunction> Embedded =
        DeclaredFunction.In(Path.Combine(BuiltHosts.Embedded, "Colorize.Functions.dll"), "FunctionNameAttribute");

    private static readonly IReadOnlyList<DeclaredFunction> Isolated =
        DeclaredFunction.In(Path.Combine(BuiltHosts.Isolated, "Colorize.Functions.dll"), "FunctionAttribute");

    [Fact]
    public void Both_hosts_declare_the_same_functions_on_the_same_paths_from_the_same_source()
    {
        Assert.Equal(["ColorizeGrayscale", "PreprocessUpload", "RecordGivenUp"], Embedded.Select(function => function.Name));
        Assert.Equal(Embedded, Isolated.Where(function => function.Name != Review));
    }

    [Fact]
    public void Only_the_isolated_host_reviews_by_a_timer() =>
        Assert.Equal(
            (Review, "%Colorize:ReviewSchedule%"),
            (Isolated.Single(function => function.Name == Review).Name, Isolated.Single(function => function.Name == Review).Path));

    [Fact]
    public void Blobs_are_told_of_by_Event_Grid() => Assert.All(
        Isolated.Where(function => function.Trigger == "BlobTriggerAttribute"), function => Assert.Equal("EventGrid", function.Source));

    [Fact]
    public void A_blob_that_is_gone_does_not_keep_the_function_from_running() => Assert.All(
        Isolated.Where(function => function.Trigger == "BlobTriggerAttribute"),
        function => Assert.Equal("Azure.Storage.Blobs.BlobClient", function.Parameter));
}
