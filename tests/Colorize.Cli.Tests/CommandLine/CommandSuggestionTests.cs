using Colorize.Cli.CommandLine;

namespace Colorize.Tests.CommandLine;

public sealed class CommandSuggestionTests
{
    private static readonly string[] Commands = ["demo", "up", "drop", "fetch", "import", "status", "retry", "train", "report"];

    [Theory]
    [InlineData("drp", "drop")]
    [InlineData("Drop", "drop")]
    [InlineData("stauts", "status")]
    [InlineData("imprt", "import")]
    [InlineData("trian", "train")]
    [InlineData("stat", "status")]
    [InlineData("frobnicate", null)]
    [InlineData("x", null)]
    public void What_was_meant_is_found(string typed, string? expected) => Assert.Equal(expected, CommandSuggestion.To(typed, Commands));
}
