using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Dropping.Results;
using Colorize.Cli.Files;
using Colorize.Storage;
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
        Assert.Equal(2, ResultsIn(output).Length);
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
        Assert.Equal(["good.jpg"], ResultsIn(output).Select(Path.GetFileName));
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
    public async Task Photographs_of_the_same_name_do_not_replace_each_other()
    {
        string first = TestPhoto.Write(Path.Combine(_folder, "x"), "same.jpg", seed: 8, width: 100);
        string second = TestPhoto.Write(Path.Combine(_folder, "y"), "same.jpg", seed: 9, width: 120);
        string third = TestPhoto.Write(Path.Combine(_folder, "z"), "same.jpg", seed: 10, width: 140);
        string output = Path.Combine(_folder, "out");

        Assert.Equal(0, (await up.RunAsync("drop", first, "--out", output)).Code);
        Assert.Equal(0, (await up.RunAsync("drop", second, "--out", output)).Code);
        JsonElement later = JsonDocument.Parse((await up.RunAsync("drop", third, "--json", "--out", output + "2")).Output).RootElement[0];

        Assert.Equal(100, TestPhoto.Describe(Path.Combine(output, "same.jpg")).Width);
        Assert.Equal(120, TestPhoto.Describe(Path.Combine(output, "same (2).jpg")).Width);
        Assert.Equal("same (3).jpg", later.GetProperty("blob").GetString());
        Assert.Equal(140, TestPhoto.Describe(Path.Combine(output + "2", "same.jpg")).Width);
    }

    [Fact]
    public async Task A_folder_is_dropped_with_the_folders_in_it_and_what_is_no_photograph_is_named()
    {
        string scans = Path.Combine(_folder, "tree scans");
        TestPhoto.Write(Path.Combine(scans, "1931"), "street.jpg", seed: 30, width: 100);
        TestPhoto.Write(Path.Combine(scans, "1932"), "street.jpg", seed: 31, width: 120);
        await File.WriteAllTextAsync(Path.Combine(scans, "notes.txt"), "Dear archive", TestContext.Current.CancellationToken);
        string output = Path.Combine(scans, "colour");

        CliResult first = await up.RunAsync("drop", scans, "--out", output);
        CliResult second = await up.RunAsync("drop", scans, "--out", output);

        Assert.Equal((0, ""), (first.Code, first.Errors.Trim()));
        Assert.Contains("notes.txt", first.Output, StringComparison.Ordinal);
        Assert.Contains("2 photographs: 2 in colour.", first.Output, StringComparison.Ordinal);
        Assert.Equal(100, TestPhoto.Describe(Path.Combine(output, "tree scans", "1931", "street.jpg")).Width);
        Assert.Equal(120, TestPhoto.Describe(Path.Combine(output, "tree scans", "1932", "street.jpg")).Width);
        Assert.Equal(0, second.Code);
        Assert.Contains("2 photographs: 2 in colour (2 there already).", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_already_is_neither_uploaded_nor_colorized_again()
    {
        string photo = TestPhoto.Write(_folder, "once.jpg", seed: 32);
        Assert.Equal(0, (await up.RunAsync("drop", photo, "--out", Path.Combine(_folder, "one"))).Code);
        BlobClient blob = Storage().Container(ContainerNames.Grayscale).GetBlobClient("once.jpg");
        BlobProperties before = await blob.GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(0, (await up.RunAsync("drop", photo, "--out", Path.Combine(_folder, "one"))).Code);
        BlobProperties after = await blob.GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(before.ETag, after.ETag);
        Assert.Equal(
            ContentHash.Sha256(await File.ReadAllBytesAsync(photo, TestContext.Current.CancellationToken)),
            after.Metadata[BlobMetadata.ContentHash]);
    }

    [Fact]
    public async Task Color_preferences_go_with_the_photograph_and_other_ones_make_it_again()
    {
        string photo = TestPhoto.Write(_folder, "wish.jpg", seed: 33);
        Assert.Equal(0, (await up.RunAsync("drop", photo, "--network", "resnet", "--out", Path.Combine(_folder, "one"))).Code);
        BlobClient blob = Storage().Container(ContainerNames.Grayscale).GetBlobClient("wish.jpg");
        BlobProperties plain = await blob.GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(0, (await up.RunAsync("drop", photo, "--vividness", "0.25", "--out", Path.Combine(_folder, "one"))).Code);
        BlobProperties vivid = await blob.GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("resnet", plain.Metadata[BlobMetadata.Network]);
        Assert.NotEqual(plain.ETag, vivid.ETag);
        Assert.Equal(("resnet", "0.25"), (vivid.Metadata[BlobMetadata.Network], vivid.Metadata[BlobMetadata.Vividness]));
    }

    [Fact]
    public async Task A_drop_that_is_stopped_keeps_what_came_and_goes_on_the_next_time()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        string scans = Path.Combine(_folder, "stopped");
        for (int i = 0; i < 30; i++)
        {
            TestPhoto.Write(scans, $"{i:00}.jpg", seed: 100 + i);
        }

        string output = Path.Combine(_folder, "out");
        using CliProcess first = new(up.Settings, "drop", scans, "--out", output);
        await first.LineAsync(Path.Combine(scans, "0"));
        first.Terminate();
        int code = await first.EndAsync();
        int came = Directory.Exists(output) ? Directory.GetFiles(output, "*.jpg", SearchOption.AllDirectories).Length : 0;
        CliResult second = await up.RunAsync("drop", scans, "--out", output);

        Assert.Equal(1, code);
        Assert.Contains("Stopped. 30 photographs:", first.Output, StringComparison.Ordinal);
        Assert.InRange(came, 1, 30);
        Assert.Equal((0, ""), (second.Code, second.Errors.Trim()));
        Assert.Equal(30, Directory.GetFiles(output, "*.jpg", SearchOption.AllDirectories).Length);
        Assert.Empty(Directory.GetFiles(output, "*.part", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Quiet_says_nothing_unless_something_fails()
    {
        string photo = TestPhoto.Write(_folder, "quiet.jpg", seed: 36);
        CliResult result = await up.RunAsync("drop", photo, "--quiet", "--out", Path.Combine(_folder, "out"));
        Assert.Equal((0, "", ""), (result.Code, result.Output.Trim(), result.Errors.Trim()));
    }

    private StorageClients Storage() => StorageClients.Create(new StorageOptions { ConnectionString = up.Settings["AzureWebJobsStorage"] });

    private static string[] ResultsIn(string folder) =>
        [.. Directory.GetFiles(folder).Where(file => Path.GetFileName(file) != ResultRecords.FileName)];
}
