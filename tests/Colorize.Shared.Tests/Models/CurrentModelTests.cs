using System.Text;
using Colorize.Models;

namespace Colorize.Tests.Models;

public sealed class CurrentModelTests
{
    [Fact]
    public void The_version_returns_from_its_json() =>
        Assert.Equal("v-1.2_b", CurrentModel.Parse(new CurrentModel("v-1.2_b").ToJson(), "current.json").Version);

    [Fact]
    public void The_json_is_what_the_design_says() =>
        Assert.Equal("v1", CurrentModel.Parse("""{"version":"v1"}"""u8, "current.json").Version);

    [Theory]
    [InlineData("", "current.json")]
    [InlineData("{}", "version")]
    [InlineData("""{"version":null}""", "version")]
    [InlineData("""{"version":"../v1"}""", "plain name")]
    [InlineData("""{"version":"v1","next":"v2"}""", "next")]
    [InlineData("""{"Version":"v1"}""", "Version")]
    public void Anything_else_is_refused(string json, string reason) => Assert.Contains(
        reason,
        Assert.Throws<ModelSetException>(() => CurrentModel.Parse(Encoding.UTF8.GetBytes(json), "current.json")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_file_of_more_than_four_kibibytes_is_not_read() => Assert.Contains(
        "4,096",
        Assert.Throws<ModelSetException>(() => CurrentModel.Parse(new byte[CurrentModel.MaxBytes + 1], "current.json")).Message,
        StringComparison.Ordinal);
}
