namespace Colorize.Trainer;

/// <summary>Tells a full disk from other troubles with files.</summary>
internal static class DiskFull
{
    // .NET gives a POSIX errno as the HResult, and a Win32 error as one of its facility.
    private const int NoSpaceLeftOnDevice = 28;
    private const int QuotaExceeded = 122;
    private const int HandleDiskFull = unchecked((int)0x80070027);
    private const int DiskIsFull = unchecked((int)0x80070070);

    /// <summary>Whether a file could not be written since there is no room for it.</summary>
    public static bool Is(Exception exception) =>
        exception is IOException { HResult: NoSpaceLeftOnDevice or QuotaExceeded or HandleDiskFull or DiskIsFull };
}
