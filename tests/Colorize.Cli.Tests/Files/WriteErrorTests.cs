using System.Runtime.InteropServices;
using Colorize.Cli.Files;

namespace Colorize.Tests.Files;

public sealed class WriteErrorTests
{
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = 0x70;

    [Fact]
    public void The_path_after_the_system_s_words_is_left_out_whatever_it_is_called()
    {
        IOException full = OperatingSystem.IsWindows()
            ? new IOException("There is not enough space on the disk. : 'C:\\a : b'", unchecked((int)0x80070000 | NoSpaceOnWindows))
            : new IOException("No space left on device : '/tmp/a : b'", NoSpaceOnUnix);

        string words = Marshal.GetPInvokeErrorMessage(OperatingSystem.IsWindows() ? NoSpaceOnWindows : NoSpaceOnUnix);
        Assert.Equal(words.TrimEnd('.'), WriteError.ReasonOf(full));
        Assert.DoesNotContain("a : b", WriteError.ReasonOf(full), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_within_the_words_is_not_cut() => Assert.Equal(
        "Access to the path '/tmp/a : b' is denied",
        WriteError.ReasonOf(new UnauthorizedAccessException("Access to the path '/tmp/a : b' is denied.")));
}
