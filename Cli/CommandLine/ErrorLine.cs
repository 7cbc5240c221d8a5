using Colorize.Text;

namespace Colorize.Cli.CommandLine;

/// <summary>What went wrong, on standard error: one line, red on a terminal unless <c>NO_COLOR</c> is set (no-color.org).</summary>
internal static class ErrorLine
{
    private const string Red = "\u001b[31m";
    private const string Plain = "\u001b[0m";

    private static bool Colored => !Console.IsErrorRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");

    /// <summary>Writes it.</summary>
    public static void Write(string message)
    {
        if (Colored)
        {
            VisibleTextWriter.RawError.WriteLine($"{Red}{VisibleText.Of(message)}{Plain}");
        }
        else
        {
            Console.Error.WriteLine(message);
        }
    }
}
