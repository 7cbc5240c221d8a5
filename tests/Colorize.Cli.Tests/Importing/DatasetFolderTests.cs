using System.Text;
using Colorize.Cli.Files;
using Colorize.Cli.Importing;

namespace Colorize.Tests.Importing;

public sealed class DatasetFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("colorize-dataset-").FullName;

    [Fact]
    public void What_is_read_is_taken_and_what_is_refused_is_left_out()
    {
        Write("old.bmp", "BM\0\0\0\0\0\0\0\0\0\0\0\0\u0028");
        Write("old.pgm", "P5\n6 4\n255\n........");
        Write("phone.heic", "\0\0\0\u0018ftypheic\0\0\0\0");

        var read = DatasetFolder.Read(_folder, followLinks: false);

        Assert.Equal(["old.bmp", "old.pgm"], read.Images.Select(image => Path.GetFileName(image.File)).Order());
        Assert.Equal(("lake/phone.heic", "not an image that Colorize reads"), Assert.Single(read.LeftOut));
    }

    [Theory]
    [InlineData("scan.BMP", "image/bmp")]
    [InlineData("scan.pbm", "image/x-portable-anymap")]
    [InlineData("scan.pgm", "image/x-portable-anymap")]
    [InlineData("scan.ppm", "image/x-portable-anymap")]
    [InlineData("phone.heic", "application/octet-stream")]
    public void Names_tell_the_content_types_of_what_is_read(string name, string type) => Assert.Equal(type, ImageContentType.Of(name));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "lake"));
        File.WriteAllBytes(Path.Combine(_folder, "lake", name), Encoding.Latin1.GetBytes(content));
    }
}
