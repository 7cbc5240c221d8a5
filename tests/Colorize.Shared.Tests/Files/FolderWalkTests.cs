using System.Diagnostics;
using Colorize.Files;

namespace Colorize.Tests.Files;

public sealed class FolderWalkTests : IDisposable
{
    private readonly string _folder = RealPath.Of(Directory.CreateTempSubdirectory("colorize-walk-").FullName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Files_come_in_the_order_of_their_names_without_the_hidden_ones()
    {
        Write("in/b/2.jpg");
        Write("in/b/10.jpg");
        Write("in/a.jpg");
        Write("in/.hidden/x.jpg");
        Write("in/.DS_Store");
        Assert.Equal(["a.jpg", "b/10.jpg", "b/2.jpg"], Walk().Select(file => file.RelativePath));
    }

    [Fact]
    public void No_link_leads_out_of_the_folder_unless_that_is_asked_for()
    {
        Write("in/photo.jpg");
        Write("outside/secret.jpg");
        File.CreateSymbolicLink(At("in/inside.jpg"), At("in/photo.jpg"));
        File.CreateSymbolicLink(At("in/leak.jpg"), At("outside/secret.jpg"));
        Directory.CreateSymbolicLink(At("in/leaks"), At("outside"));
        Directory.CreateSymbolicLink(At("in/round"), At("in"));

        Assert.Equal(["inside.jpg", "photo.jpg"], Walk().Where(file => file.LeftOut is null).Select(file => file.RelativePath));
        Assert.Equal(["leak.jpg", "leaks"], Walk().Where(file => file.LeftOut == FolderWalk.LinkOut).Select(file => file.RelativePath));
        Assert.Equal(
            ["inside.jpg", "leak.jpg", "leaks/secret.jpg", "photo.jpg"],
            new FolderWalk(At("in"), followLinks: true).Files().Where(file => file.LeftOut is null).Select(file => file.RelativePath));
    }

    [Fact]
    public void Pipes_and_devices_are_left_out_without_being_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files.");
        Write("in/photo.jpg");
        Process.Start("mkfifo", [At("in/pipe.jpg")]).WaitForExit();
        File.CreateSymbolicLink(At("in/zero.jpg"), "/dev/zero");

        Assert.Equal(
            ["photo.jpg"],
            new FolderWalk(At("in"), followLinks: true).Files().Where(file => file.LeftOut is null).Select(file => file.RelativePath));
        Assert.False(RegularFile.Exists(At("in/pipe.jpg")));
        Assert.False(RegularFile.Exists("/dev/zero"));
        Assert.False(RegularFile.Exists(At("in")));
        Assert.False(RegularFile.Exists(At("nowhere")));
        Assert.True(RegularFile.Exists(At("in/photo.jpg")));
    }

    [Fact]
    public void A_path_is_inside_only_by_whole_names()
    {
        Write("in/photo.jpg");
        Write("in2/photo.jpg");
        Assert.True(RealPath.IsInside(At("in"), At("in/photo.jpg")));
        Assert.False(RealPath.IsInside(At("in"), At("in2/photo.jpg")));
        Assert.True(RealPath.IsInside("/", At("in")));
    }

    private FolderFile[] Walk() => [.. new FolderWalk(At("in")).Files()];

    private string At(string path) => Path.Combine(_folder, path);

    private void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), path);
    }
}
