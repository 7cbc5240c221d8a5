using System.Diagnostics;
using Colorize.Cli;
using Colorize.Cli.Dropping;
using Colorize.Cli.Dropping.Results;
using Colorize.Tests.Running;

namespace Colorize.Tests.Dropping;

public sealed class PhotographSearchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("colorize-search-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Of_files_what_their_folders_do_not_have_in_common_is_kept()
    {
        Photo("1931", "a.jpg");
        Photo("1932", "a.jpg");
        Assert.Equal(["a.jpg"], Names(At("1931/a.jpg")));
        Assert.Equal(["1931/a.jpg", "1932/a.jpg"], Names(At("1931/a.jpg"), At("1932/a.jpg"), At("1931/a.jpg")));
    }

    [Fact]
    public void Patterns_are_expanded_and_keep_the_folders_below_them()
    {
        Photo("scans/1931", "a.jpg");
        Photo("scans/1932", "b.jpg");
        Photo("scans", "c.tif");
        Assert.Equal(["1931/a.jpg", "1932/b.jpg"], Names(At("scans/**/*.jpg")));
        Assert.Equal(["c.tif"], Names(At("scans/*.tif")));
        Assert.Contains(
            "matches no file", Assert.Throws<PlainErrorException>(() => Names(At("scans/*.png"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_are_not_dropped_again_even_where_they_lie_among_the_photographs()
    {
        Photo("scans", "a.jpg");
        Photo("scans", "a (2).jpg");
        ResultRecords.Read(At("scans")).Add(new ResultRecord("a (2).jpg", "source", "result"));
        Photo("scans/colour", "a.jpg");
        FoundPhotographs found = new PhotographSearch(At("scans/colour"), followLinks: false).Find([At("scans")]);
        Assert.Equal(["scans/a.jpg"], found.Photographs.Select(photograph => photograph.Name));
        Assert.Equal([PhotographSearch.Result], found.LeftOut.Select(one => one.Reason));
        Assert.Equal(
            ["scans/a.jpg", "scans/colour/a.jpg"],
            new PhotographSearch(At("scans"), followLinks: false).Find([At("scans")]).Photographs.Select(photograph => photograph.Name));
    }

    [Fact]
    public void What_is_no_photograph_is_left_out_by_its_content_and_pipes_are_never_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        Photo("scans", "without ending");
        File.WriteAllText(At("scans/letter.jpg"), "Dear archive");
        Process.Start("mkfifo", [At("scans/pipe.jpg")]).WaitForExit();

        FoundPhotographs found = new PhotographSearch(At("out"), followLinks: false).Find([At("scans")]);

        Assert.Equal(["scans/without ending"], found.Photographs.Select(photograph => photograph.Name));
        Assert.Equal([At("scans/letter.jpg"), At("scans/pipe.jpg")], found.LeftOut.Select(one => one.File));
        Assert.Contains(
            "not a regular file", Assert.Throws<PlainErrorException>(() => Names(At("scans/pipe.jpg"))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "not a regular file", Assert.Throws<PlainErrorException>(() => Names("/dev/zero")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", new[] { "a" })]
    [InlineData("scan-00", new[] { "scan-001", "scan-002" })]
    [InlineData("", new[] { "a", "b" })]
    [InlineData("", new string[0])]
    public void Names_have_a_beginning_in_common(string expected, string[] names) => Assert.Equal(expected, CommonPrefix.Of(names));

    private IEnumerable<string> Names(params string[] arguments) =>
        new PhotographSearch(At("out"), followLinks: false).Find(arguments).Photographs.Select(photograph => photograph.Name);

    private string At(string path) => Path.Combine(_folder, path);

    private void Photo(string folder, string name) => TestPhoto.Write(At(folder), name, width: 40, height: 30);
}
