using System.Text;
using Colorize.Cli.Dropping;

namespace Colorize.Tests.Dropping;

public sealed class BlobNameTests
{
    [Theory]
    [InlineData("photo.jpg", "photo.jpg")]
    [InlineData("..", "photograph")]
    [InlineData("../../etc/passwd", ".._.._etc_passwd")]
    [InlineData("a\nb\u0000.png", "a_b_.png")]
    [InlineData("   ", "photograph")]
    public void Names_become_names_of_one_file(string given, string expected) => Assert.Equal(expected, BlobName.Of(given));

    [Theory]
    [InlineData("x", ".tiff")]
    [InlineData("写", ".jpg")]
    [InlineData("👩‍🚀", ".jpg")]
    public void Names_that_are_too_long_for_a_file_system_are_cut_before_their_ending(string letter, string extension)
    {
        string name = BlobName.Of(string.Concat(Enumerable.Repeat(letter, 900)) + extension);
        Assert.InRange(Encoding.UTF8.GetByteCount(name), BlobName.MaxBytes - 8, BlobName.MaxBytes);
        Assert.StartsWith(letter, name, StringComparison.Ordinal);
        Assert.EndsWith(extension, name, StringComparison.Ordinal);
    }
}
