namespace Colorize.Cli.Files;

/// <summary>Why a file could not be written, in the system's words.</summary>
internal static class WriteError
{
    /// <summary>The reason alone: "No space left on device" of "No space left on device : '/tmp/draft'".</summary>
    public static string ReasonOf(Exception exception) => exception.Message.Split(" : ", 2)[0].TrimEnd('.');
}
