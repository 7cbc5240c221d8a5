using System.Runtime.Versioning;
using Colorize.Files;

namespace Colorize.Tests.Files;

[UnsupportedOSPlatform("windows")]
public sealed class PrivateFileTests : IDisposable
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = RealPath.Of(Directory.CreateTempSubdirectory("colorize-private-").FullName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Only_the_user_reads_what_is_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        PrivateFile.Write(At("key"), "secret");
        Assert.Equal(UserOnly, File.GetUnixFileMode(At("key")));
        Assert.Equal("secret", PrivateFile.TryRead(At("key")));
        Assert.Equal(["key"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_link_in_the_place_of_a_file_is_never_written_through_or_read()
    {
        File.WriteAllText(At("diary"), "mine");
        File.CreateSymbolicLink(At("key"), At("diary"));

        Assert.Null(PrivateFile.TryRead(At("key")));
        Assert.Contains(
            "is a link",
            Assert.Throws<IOException>(() => PrivateFile.Open(At("key"), FileMode.OpenOrCreate, FileShare.None)).Message,
            StringComparison.Ordinal);
        PrivateFile.Write(At("key"), "secret");

        Assert.Equal("mine", File.ReadAllText(At("diary")));
        Assert.Equal("secret", PrivateFile.TryRead(At("key")));
    }

    [Fact]
    public void A_file_that_others_could_have_written_is_not_believed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        PrivateFile.Write(At("key"), "secret");
        File.SetUnixFileMode(At("key"), UserOnly | UnixFileMode.OtherWrite);
        Assert.Null(PrivateFile.TryRead(At("key")));
    }

    [Fact]
    public void A_folder_is_closed_to_others_and_one_that_all_share_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;
        string open = Directory.CreateDirectory(At("open")).FullName;
        File.SetUnixFileMode(open, Everybody);
        PrivateFile.PrepareFolder(open);
        Assert.Equal((UnixFileMode)0b111_101_101, File.GetUnixFileMode(open));

        File.SetUnixFileMode(open, Everybody | UnixFileMode.StickyBit);
        Assert.Contains(
            "can be written by others",
            Assert.Throws<IOException>(() => PrivateFile.PrepareFolder(open)).Message,
            StringComparison.Ordinal);

        PrivateFile.PrepareFolder(At("new"));
        Assert.Equal(UserOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(At("new")));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
