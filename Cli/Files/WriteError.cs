using System.Runtime.InteropServices;

namespace Colorize.Cli.Files;

/// <summary>Why a file could not be written, in the system's words.</summary>
internal static class WriteError
{
    // .NET gives a POSIX errno as the HResult, and a Win32 error as one of its facility.
    private const int Win32Facility = unchecked((int)0x80070000);
    private const int CodeOfFacility = 0xFFFF;

    /// <summary>The reason alone: "No space left on device" of "No space left on device : '/tmp/draft'".</summary>
    public static string ReasonOf(Exception exception) => (SystemCode(exception) is { } code
        ? Marshal.GetPInvokeErrorMessage(code)
        : exception.Message).TrimEnd('.');

    // Null where the exception is .NET's own, whose message names no more than it must.
    private static int? SystemCode(Exception exception) => (exception as IOException)?.HResult switch
    {
        > 0 and var errno when !OperatingSystem.IsWindows() => errno,
        { } result when OperatingSystem.IsWindows() && (result & ~CodeOfFacility) == Win32Facility => result & CodeOfFacility,
        _ => null,
    };
}
