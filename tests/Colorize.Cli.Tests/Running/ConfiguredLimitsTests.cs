using Colorize.Cli;
using Colorize.Cli.Local;
using Colorize.Imaging;

namespace Colorize.Tests.Running;

public sealed class ConfiguredLimitsTests
{
    [Fact]
    public async Task They_are_those_that_the_functions_are_told()
    {
        ImageLimits limits = await ReadAsync(
            """{ "Values": { "Colorize__Limits__MaxBytes": "1234", "Colorize__Limits__ProcessingTime": "00:01:00" } }""");
        Assert.Equal((1234, TimeSpan.FromMinutes(1)), (limits.MaxBytes, limits.ProcessingTime));
        Assert.Equal(new ImageLimits().MaxPixels, limits.MaxPixels);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("much")]
    public async Task One_that_cannot_be_used_is_named(string value)
    {
        PlainErrorException error = await Assert.ThrowsAsync<PlainErrorException>(
            () => ReadAsync($$"""{ "Values": { "Colorize__Limits__MaxPixels": "{{value}}" } }"""));
        Assert.Contains("MaxPixels", error.Message, StringComparison.Ordinal);
    }

    private static async Task<ImageLimits> ReadAsync(string settings)
    {
        string folder = Directory.CreateTempSubdirectory("colorize-settings-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "local.settings.json"), settings, TestContext.Current.CancellationToken);
            return ConfiguredLimits.Read(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
