using Colorize.Cli;
using Colorize.Cli.Local;
using Colorize.Imaging;

namespace Colorize.Tests.Running;

public sealed class ConfiguredLimitsTests
{
    [Fact]
    public void They_are_those_that_the_functions_are_told()
    {
        ImageLimits limits = Read(
            """{ "Values": { "Colorize__Limits__MaxBytes": "1234", "Colorize__Limits__ProcessingTime": "00:01:00" } }""");
        Assert.Equal((1234, TimeSpan.FromMinutes(1)), (limits.MaxBytes, limits.ProcessingTime));
        Assert.Equal(new ImageLimits().MaxPixels, limits.MaxPixels);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("much")]
    public void One_that_cannot_be_used_is_named(string value)
    {
        PlainErrorException error = Assert.Throws<PlainErrorException>(
            () => Read($$"""{ "Values": { "Colorize__Limits__MaxPixels": "{{value}}" } }"""));
        Assert.Contains("MaxPixels", error.Message, StringComparison.Ordinal);
    }

    private static ImageLimits Read(string settings)
    {
        using TemporaryFolder folder = new();
        folder.Add("local.settings.json", settings);
        return ConfiguredLimits.Read(folder.Path);
    }
}
