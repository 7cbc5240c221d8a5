using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Colorize.Tests.Faults;

/// <summary>
/// A disk on which a process finds no room: every write to a file fails. It is a limit on the length of files
/// (setrlimit(2), RLIMIT_FSIZE), which needs no privilege and no other disk.
/// </summary>
internal static partial class FullDisk
{
    private const int FileSize = 1;

    /// <summary>Skips a test where processes cannot be limited so.</summary>
    public static void SkipUnlessPossible() =>
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && File.Exists("/bin/bash"), "A full disk is simulated with prlimit(2) and bash, on Linux.");

    /// <summary>Makes a program start without room on its disk.</summary>
    public static void Apply(ProcessStartInfo start)
    {
        // The signal that comes with the limit would end the program; a full disk sends none.
        string[] command = ["-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "bash", start.FileName, .. start.ArgumentList];
        start.FileName = "/bin/bash";
        start.ArgumentList.Clear();
        Array.ForEach(command, start.ArgumentList.Add);

        // .NET maps its code from a file in memory, which the limit holds for too.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
    }

    /// <summary>Takes a process's room away. Only for one that heeds no signal of it, as Node.js.</summary>
    public static void Fill(int process) => Limit(process, 0);

    /// <summary>Gives it room again.</summary>
    public static void Clear(int process) => Limit(process, ulong.MaxValue);

    private static void Limit(int process, ulong bytes)
    {
        ulong[] softAndHard = [bytes, ulong.MaxValue];
        Assert.Equal(0, SetLimit(process, FileSize, softAndHard, 0));
    }

    [LibraryImport("libc", EntryPoint = "prlimit")]
    private static partial int SetLimit(int process, int resource, ulong[] softAndHard, nint previous);
}
