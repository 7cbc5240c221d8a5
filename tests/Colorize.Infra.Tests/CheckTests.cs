namespace Colorize.Tests.Infra;

[Trait("Category", "Long")]
public sealed class CheckTests
{
    private static readonly Dictionary<string, string?> Environment = new() { ["BICEP"] = Repository.BicepPath };

    [Fact]
    public async Task Templates_parameters_snapshots_and_scripts_are_right()
    {
        (int exitCode, string output) = await Shell.RunAsync("bash", [Repository.File("infra/check.sh")], Environment);

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task A_warning_a_wrong_format_and_a_drifted_resource_all_fail_the_check()
    {
        using TemporaryFolder folder = new();
        await Shell.RunAsync("cp", ["-r", Repository.File("infra"), folder.Path]);
        string main = Path.Combine(folder.Path, "infra/modules/storage.bicep");
        string text = await File.ReadAllTextAsync(main, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            main,
            text.Replace("allowBlobPublicAccess: false", "allowBlobPublicAccess:   true\n    noSuchProperty: 1", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        (int exitCode, string output) = await Shell.RunAsync("bash", [Path.Combine(folder.Path, "infra/check.sh")], Environment);

        Assert.Equal(1, exitCode);
        Assert.Contains("FAILED  format", output, StringComparison.Ordinal);
        Assert.Contains("FAILED  build main.bicep", output, StringComparison.Ordinal);
        Assert.Contains("BCP037", output, StringComparison.Ordinal);
        Assert.Contains("FAILED  snapshot snapshots/gpu.bicepparam", output, StringComparison.Ordinal);
    }
}
