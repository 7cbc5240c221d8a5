using System.Runtime.InteropServices;

namespace Colorize.Files;

/// <summary>
/// Tells files from what only looks like one, before it is opened: a pipe waits for whoever writes into it, and a device
/// such as <c>/dev/zero</c> never ends.
/// </summary>
public static partial class RegularFile
{
    private const int FileTypeMask = 0xF000;
    private const int FileTypeRegular = 0x8000;

    // Larger than any platform's struct stat.
    private const int BufferSize = 512;

    /// <summary>Whether a path is a regular file, or a link to one.</summary>
    public static bool Exists(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (OperatingSystem.IsWindows())
        {
            return File.Exists(path) && (File.GetAttributes(path) & FileAttributes.Device) == 0;
        }

        return File.Exists(path) && (FileMode(path) & FileTypeMask) == FileTypeRegular;
    }

    private static int FileMode(string path)
    {
        Span<byte> status = stackalloc byte[BufferSize];
        if (OperatingSystem.IsMacOS())
        {
            // struct stat with 64-bit inodes: st_dev (4 bytes), st_mode (2 bytes).
            const int ModeOffset = 4;
            int result = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? MacStat(path, status) : MacStat64(path, status);
            return result == 0 ? BitConverter.ToUInt16(status[ModeOffset..]) : 0;
        }

        // struct statx, the same on every architecture (statx(2)).
        const int CurrentFolder = -100;
        const uint TypeWanted = 1;
        const int StatxModeOffset = 28;
        return Statx(CurrentFolder, path, 0, TypeWanted, status) == 0 ? BitConverter.ToUInt16(status[StatxModeOffset..]) : 0;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MacStat(string path, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MacStat64(string path, Span<byte> status);
}
