using Colorize.Cli.Dropping.Results;
using Colorize.Tests.Running;

namespace Colorize.Tests.Dropping;

/// <summary>What is the user's stays as it is, whatever the disk and the names are like.</summary>
public sealed class DropSafetyTests(UpFixture up)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("colorize-drop-").FullName;

    [Fact]
    public async Task A_result_never_replaces_the_photograph_that_it_was_made_from()
    {
        string photo = TestPhoto.Write(_folder, "precious.jpg", seed: 11);
        byte[] before = await File.ReadAllBytesAsync(photo, TestContext.Current.CancellationToken);

        Assert.Equal(0, (await up.RunAsync("drop", photo, "--out", _folder)).Code);

        Assert.Equal(before, await File.ReadAllBytesAsync(photo, TestContext.Current.CancellationToken));
        Assert.Equal(3, TestPhoto.Describe(Path.Combine(_folder, "precious (2).jpg")).Bands);
    }

    [Fact]
    public async Task A_full_disk_is_named_and_no_half_of_a_result_is_left_on_it()
    {
        string photo = TestPhoto.Write(_folder, "large.jpg", seed: 13);
        string output = Path.Combine(_folder, "out");

        CliResult result = await CliProcess.RunOnSmallDiskAsync(output, up.Settings, "drop", photo, "--out", output);

        Assert.Equal(1, result.Code);
        string line = Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(
            $"{Path.Combine(output, "large.jpg")} cannot be written: No space left on device. ", line, StringComparison.Ordinal);
        Assert.Contains("make room", line, StringComparison.Ordinal);
        Assert.DoesNotContain("large", result.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await up.RunAsync("drop", photo, "--out", output)).Code);
        Assert.Equal((320, 200, 3), TestPhoto.Describe(Path.Combine(output, "large.jpg")));
    }

    [Fact]
    public async Task A_folder_that_nobody_may_write_to_is_named_before_anything_is_uploaded()
    {
        string photo = TestPhoto.Write(_folder, "read-only.jpg", seed: 14);
        string output = Path.Combine(_folder, "out");

        CliResult result = await CliProcess.RunOnReadOnlyDiskAsync(output, up.Settings, "drop", photo, "--out", output);

        Assert.Equal(1, result.Code);
        string line = Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"Nothing can be written to {output}: Read-only file system", line, StringComparison.Ordinal);
        Assert.DoesNotContain("read-only.jpg", (await up.RunAsync("status", "--json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_is_refused_before_anything_is_uploaded()
    {
        string photo = TestPhoto.Write(_folder, "not-uploaded.jpg", seed: 15);
        string output = TestPhoto.Write(_folder, "album", seed: 16);
        byte[] before = await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken);

        CliResult result = await up.RunAsync("drop", photo, "--out", output);

        Assert.Equal((1, $"{output} is a file. --out names the folder that the results go to."), (result.Code, result.Errors.Trim()));
        Assert.Equal(before, await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken));
        Assert.DoesNotContain("not-uploaded.jpg", (await up.RunAsync("status", "--json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photograph_of_the_user_that_has_the_name_of_a_result_stays()
    {
        string photo = TestPhoto.Write(Path.Combine(_folder, "in"), "mine.jpg", seed: 17, width: 100);
        string mine = TestPhoto.Write(Path.Combine(_folder, "album"), "mine.jpg", seed: 18, width: 120);

        Assert.Equal(0, (await up.RunAsync("drop", photo, "--out", Path.GetDirectoryName(mine)!)).Code);
        Assert.Equal(0, (await up.RunAsync("drop", photo, "--out", Path.GetDirectoryName(mine)!)).Code);

        Assert.Equal((120, 200, 1), TestPhoto.Describe(mine));
        Assert.Equal(
            ["mine (2).jpg", "mine.jpg"], ResultsIn(Path.GetDirectoryName(mine)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_name_that_means_a_path_elsewhere_stays_in_the_folder_of_the_results()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No file can have such a name on Windows.");
        string photo = TestPhoto.Write(_folder, "..\\..\\escape.jpg", seed: 12);
        string output = Path.Combine(_folder, "deep", "out");

        CliResult result = await up.RunAsync("drop", photo, "--out", output);

        Assert.Equal((0, ""), (result.Code, result.Errors.Trim()));
        Assert.Equal([".._.._escape.jpg"], ResultsIn(output).Select(Path.GetFileName));
        Assert.Equal(3, Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task A_long_name_of_many_bytes_is_written()
    {
        string photo = TestPhoto.Write(_folder, new string('写', 80) + ".jpg", seed: 19);
        string output = Path.Combine(_folder, "out");
        Assert.Equal(0, (await up.RunAsync("drop", photo, "--out", output)).Code);
        Assert.EndsWith(".jpg", Assert.Single(ResultsIn(output)), StringComparison.Ordinal);
    }

    private static string[] ResultsIn(string folder) =>
        [.. Directory.GetFiles(folder).Where(file => Path.GetFileName(file) != ResultRecords.FileName)];
}
