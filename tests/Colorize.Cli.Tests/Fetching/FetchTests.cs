using Colorize.Tests.Running;

namespace Colorize.Tests.Fetching;

public sealed class FetchTests(UpFixture up) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Results_that_are_there_are_fetched_once()
    {
        string photo = TestPhoto.Write(_folder.At("fetched"), "a.jpg", seed: 34);
        TestPhoto.Write(_folder.At("fetched"), "b.jpg", seed: 35);
        Assert.Equal(0, (await up.RunAsync("drop", Path.GetDirectoryName(photo)!, "--out", _folder.At("dropped"))).Code);
        string output = _folder.At("album");

        CliResult first = await up.RunAsync("fetch", "fetched/", "--out", output);
        CliResult second = await up.RunAsync("fetch", "fetched/", "--out", output);
        CliResult dropped = await up.RunAsync("drop", Path.GetDirectoryName(photo)!, "--out", output);

        Assert.Contains("2 results fetched, 0 were there already.", first.Output, StringComparison.Ordinal);
        Assert.Contains("0 results fetched, 2 were there already.", second.Output, StringComparison.Ordinal);
        Assert.Contains("2 in colour (2 there already)", dropped.Output, StringComparison.Ordinal);
        Assert.Equal(3, TestPhoto.Describe(Path.Combine(output, "fetched", "a.jpg")).Bands);
    }

    [Fact]
    public async Task A_name_that_no_result_has_is_an_error()
    {
        CliResult fetched = await up.RunAsync("fetch", "scans/*.jpg", "--out", _folder.At("none"));

        Assert.Equal(1, fetched.Code);
        Assert.Contains("No result's name begins with scans/*.jpg.", fetched.Errors, StringComparison.Ordinal);
    }
}
