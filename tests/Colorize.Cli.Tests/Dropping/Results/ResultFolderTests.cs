using Colorize.Cli;
using Colorize.Cli.Dropping.Results;
using Colorize.Files;

namespace Colorize.Tests.Dropping.Results;

public sealed class ResultFolderTests : IDisposable
{
    private readonly string _folder = RealPath.Of(Directory.CreateTempSubdirectory("colorize-results-").FullName);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_that_is_there_is_never_written_over()
    {
        string album = Album();
        File.WriteAllText(Path.Combine(album, "photo.jpg"), "grandmother, 1931");

        string saved = await SaveAsync(album, "photo.jpg", source: "one", result: "in colour");

        Assert.Equal(Path.Combine(album, "photo (2).jpg"), saved);
        Assert.Equal("grandmother, 1931", File.ReadAllText(Path.Combine(album, "photo.jpg")));
        Assert.Equal("in colour", File.ReadAllText(saved));
    }

    [Fact]
    public async Task Two_runs_with_different_photographs_of_one_name_do_not_overwrite_each_other()
    {
        string album = Album();
        Assert.Equal("photo.jpg", Path.GetFileName(await SaveAsync(album, "photo.jpg", source: "one", result: "first")));
        Assert.Equal("photo (2).jpg", Path.GetFileName(await SaveAsync(album, "photo.jpg", source: "two", result: "second")));
        Assert.Equal("first", File.ReadAllText(Path.Combine(album, "photo.jpg")));
    }

    [Fact]
    public async Task The_same_photograph_again_replaces_its_own_result()
    {
        string album = Album();
        await SaveAsync(album, "photo.jpg", source: "one", result: "pale");
        Assert.Equal("photo.jpg", Path.GetFileName(await SaveAsync(album, "photo.jpg", source: "one", result: "vivid")));
        Assert.Equal("vivid", File.ReadAllText(Path.Combine(album, "photo.jpg")));
    }

    [Fact]
    public async Task A_result_that_somebody_has_worked_on_is_theirs()
    {
        string album = Album();
        string first = await SaveAsync(album, "photo.jpg", source: "one", result: "pale");
        File.WriteAllText(first, "retouched for a week");
        Assert.Equal("photo (2).jpg", Path.GetFileName(await SaveAsync(album, "photo.jpg", source: "one", result: "vivid")));
        Assert.Equal("retouched for a week", File.ReadAllText(first));
    }

    [Fact]
    public async Task A_folder_that_is_a_link_to_the_sources_leaves_the_sources_alone()
    {
        string sources = Directory.CreateDirectory(Path.Combine(_folder, "in")).FullName;
        string photo = Path.Combine(sources, "photo.jpg");
        File.WriteAllText(photo, "the only print");
        string link = Path.Combine(_folder, "out");
        Directory.CreateSymbolicLink(link, sources);

        string saved = await SaveAsync(link, "photo.jpg", source: "one", result: "in colour", photo);

        Assert.Equal(Path.Combine(sources, "photo (2).jpg"), saved);
        Assert.Equal("the only print", File.ReadAllText(photo));
    }

    [Fact]
    public async Task A_link_in_the_folder_is_neither_followed_nor_replaced()
    {
        string album = Album();
        string photo = Path.Combine(_folder, "photo.jpg");
        File.WriteAllText(photo, "the only print");
        File.CreateSymbolicLink(Path.Combine(album, "photo.jpg"), photo);
        File.CreateSymbolicLink(Path.Combine(album, "broken.jpg"), Path.Combine(_folder, "nowhere.jpg"));

        Assert.Equal("photo (2).jpg", Path.GetFileName(await SaveAsync(album, "photo.jpg", source: "one", result: "x", photo)));
        Assert.Equal("broken (2).jpg", Path.GetFileName(await SaveAsync(album, "broken.jpg", source: "two", result: "x")));
        Assert.Equal("the only print", File.ReadAllText(photo));
        Assert.False(File.Exists(Path.Combine(_folder, "nowhere.jpg")));
    }

    [Fact]
    public async Task A_source_is_safe_even_where_the_record_says_that_it_is_a_result()
    {
        string album = Album();
        string photo = await SaveAsync(album, "photo.jpg", source: "one", result: "in colour");
        Assert.Equal("photo (2).jpg", Path.GetFileName(await SaveAsync(album, "photo.jpg", source: "one", result: "again", photo)));
        Assert.Equal("in colour", File.ReadAllText(photo));
    }

    [Fact]
    public async Task Numbers_are_fixed_in_the_order_of_the_photographs_whatever_comes_back_first()
    {
        string album = Album();
        ResultFolder folder = ResultFolder.Open(album, []);
        ResultTarget first = await folder.ReserveAsync("same.jpg", "one", Stop);
        ResultTarget second = await folder.ReserveAsync("same.jpg", "two", Stop);

        await folder.SaveAsync(second, "", Writing("second"), Stop);
        await folder.SaveAsync(first, "", Writing("first"), Stop);

        Assert.Equal("first", File.ReadAllText(Path.Combine(album, "same.jpg")));
        Assert.Equal("second", File.ReadAllText(Path.Combine(album, "same (2).jpg")));
        ResultFolder again = ResultFolder.Open(album, []);
        Assert.Equal("same.jpg", (await again.ReserveAsync("same.jpg", "one", Stop)).File);
        Assert.Equal("same (2).jpg", (await again.ReserveAsync("same.jpg", "two", Stop)).File);
    }

    [Fact]
    public async Task A_file_that_appears_after_the_drop_is_not_written_over()
    {
        string album = Album();
        ResultFolder folder = ResultFolder.Open(album, []);
        ResultTarget target = await folder.ReserveAsync("photo.jpg", "one", Stop);
        File.WriteAllText(target.Path, "saved by another program meanwhile");

        Assert.Equal("photo (2).jpg", Path.GetFileName(await folder.SaveAsync(target, "", Writing("in colour"), Stop)));
        Assert.Equal("saved by another program meanwhile", File.ReadAllText(target.Path));
    }

    [Fact]
    public void A_folder_that_is_a_file_is_refused()
    {
        string file = Path.Combine(_folder, "album");
        File.WriteAllText(file, "not a folder");
        Assert.Contains(
            "album is a file", Assert.Throws<PlainErrorException>(() => ResultFolder.Open(file, [])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "Nothing can be written",
            Assert.Throws<PlainErrorException>(() => ResultFolder.Open(Path.Combine(file, "inner"), [])).Message,
            StringComparison.Ordinal);
        Assert.Equal("not a folder", File.ReadAllText(file));
    }

    [Fact]
    public void A_record_that_is_a_link_is_refused()
    {
        string album = Album();
        File.CreateSymbolicLink(Path.Combine(album, ResultRecords.FileName), Path.Combine(_folder, "diary.txt"));
        Assert.Contains(
            "is a link", Assert.Throws<PlainErrorException>(() => ResultFolder.Open(album, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_that_breaks_off_leaves_nothing_and_the_earlier_result_stays()
    {
        string album = Album();
        string earlier = await SaveAsync(album, "photo.jpg", source: "one", result: "in colour");
        ResultFolder folder = ResultFolder.Open(album, []);
        ResultTarget target = await folder.ReserveAsync("photo.jpg", "one", Stop);

        await Assert.ThrowsAsync<OperationCanceledException>(() => folder.SaveAsync(target, "", BreakOffAsync, Stop));

        Assert.Equal("in colour", File.ReadAllText(earlier));
        Assert.Equal(
            [ResultRecords.FileName, "photo.jpg"], Directory.GetFiles(album).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Folders_of_the_photographs_are_kept_and_never_lead_out()
    {
        string album = Album();
        Assert.Equal(Path.Combine(album, "1931", "street.jpg"), await SaveAsync(album, "1931/street.jpg", source: "one", result: "x"));
        string hostile = await SaveAsync(album, "../../..\\x/street.jpg", source: "two", result: "x");
        Assert.StartsWith(album + Path.DirectorySeparatorChar, Path.GetFullPath(hostile), StringComparison.Ordinal);
    }

    private static async Task<string> SaveAsync(string album, string name, string source, string result, params string[] sources)
    {
        ResultFolder folder = ResultFolder.Open(album, sources);
        ResultTarget target = await folder.ReserveAsync(name, source, Stop);
        return await folder.SaveAsync(target, "0x1", Writing(result), Stop);
    }

    private static Func<string, CancellationToken, Task> Writing(string text) =>
        (file, cancellationToken) => File.WriteAllTextAsync(file, text, cancellationToken);

    private static async Task BreakOffAsync(string file, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(file, "half of", cancellationToken);
        throw new OperationCanceledException();
    }

    private string Album() => Directory.CreateDirectory(Path.Combine(_folder, "album")).FullName;
}
