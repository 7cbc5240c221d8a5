using System.Text.Json;
using Colorize.Cli.Dropping;
using Colorize.Tests.Running;

namespace Colorize.Tests.Dropping;

public sealed class DropTests(UpFixture up)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("colorize-drop-").FullName;

    [Fact]
    public async Task Photographs_come_back_in_colour_at_their_size()
    {
        string first = TestPhoto.Write(_folder, "a street & a house #1.jpg", seed: 3);
        string second = TestPhoto.Write(_folder, "Übersee 100%.jpg", seed: 4, width: 111, height: 333);
        string output = Path.Combine(_folder, "colour");

        CliResult result = await up.RunAsync("drop", first, second, "--out", output);

        Assert.Equal((0, ""), (result.Code, result.Errors.Trim()));
        Assert.Equal((320, 200, 3), TestPhoto.Describe(Path.Combine(output, Path.GetFileName(first))));
        Assert.Equal((111, 333, 3), TestPhoto.Describe(Path.Combine(output, Path.GetFileName(second))));
        Assert.Equal(2, Directory.GetFiles(output).Length);
    }

    [Fact]
    public async Task A_file_that_is_no_photograph_is_refused_by_name_and_the_others_still_come()
    {
        string good = TestPhoto.Write(_folder, "good.jpg", seed: 5);
        string bad = Path.Combine(_folder, "letter.jpg");
        await File.WriteAllTextAsync(bad, "Dear archive", TestContext.Current.CancellationToken);
        string output = Path.Combine(_folder, "out");

        CliResult result = await up.RunAsync("drop", bad, good, "--out", output);

        Assert.Equal(1, result.Code);
        Assert.Contains("letter.jpg is not an image", result.Errors, StringComparison.Ordinal);
        Assert.Equal(["good.jpg"], Directory.GetFiles(output).Select(Path.GetFileName));
        Assert.True(File.Exists(bad));
    }

    [Fact]
    public async Task Json_is_for_scripts()
    {
        string photo = TestPhoto.Write(_folder, "script.jpg", seed: 6);
        CliResult result = await up.RunAsync("drop", photo, "--json", "--out", Path.Combine(_folder, "out"));
        JsonElement outcome = JsonDocument.Parse(result.Output).RootElement[0];
        Assert.Equal(photo, outcome.GetProperty("file").GetString());
        Assert.True(File.Exists(outcome.GetProperty("result").GetString()));
        Assert.False(string.IsNullOrEmpty(outcome.GetProperty("modelVersion").GetString()));
    }

    [Fact]
    public async Task Dropping_the_same_photograph_again_gives_it_again()
    {
        string photo = TestPhoto.Write(_folder, "again.jpg", seed: 7);
        Assert.Equal(0, (await up.RunAsync("drop", photo, "--out", Path.Combine(_folder, "one"))).Code);
        Assert.Equal(0, (await up.RunAsync("drop", photo, "--out", Path.Combine(_folder, "two"))).Code);
        Assert.True(File.Exists(Path.Combine(_folder, "two", "again.jpg")));
    }

    [Fact]
    public void Files_of_the_same_name_get_names_of_their_own() => Assert.Equal(
        ["a.jpg", "a (2).jpg", "b.jpg", "A (3).jpg"],
        BlobNames.For(["x/a.jpg", "y/a.jpg", "b.jpg", "z/A.jpg"]).Select(name => name.Blob));
}
