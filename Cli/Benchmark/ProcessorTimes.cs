using System.Diagnostics;
using System.Globalization;

namespace Colorize.Cli.Benchmark;

/// <summary>
/// Processor time that the processes of the stack have taken. Only Linux tells of the others' (proc(5)); elsewhere theirs is zero.
/// </summary>
/// <param name="Functions">The functions.</param>
/// <param name="Azurite">The storage emulator.</param>
/// <param name="Client">This process.</param>
internal readonly record struct ProcessorTimes(TimeSpan Functions, TimeSpan Azurite, TimeSpan Client)
{
    // USER_HZ, which is 100 on every Linux.
    private const double TicksPerSecond = 100;

    // Fields of /proc/PID/stat behind the name: the parent, and the time in user and in kernel mode.
    private const int Parent = 1, User = 11, Kernel = 12;

    /// <summary>What it is now.</summary>
    public static ProcessorTimes Now()
    {
        using Process self = Process.GetCurrentProcess();
        return new(OfDescendant("Colorize.Functions.dll"), OfDescendant("azurite.js"), self.TotalProcessorTime);
    }

    public static ProcessorTimes operator -(ProcessorTimes later, ProcessorTimes earlier) =>
        new(later.Functions - earlier.Functions, later.Azurite - earlier.Azurite, later.Client - earlier.Client);

    /// <summary>That of the processes below this one in whose command line a text stands.</summary>
    public static TimeSpan OfDescendant(string program)
    {
        if (!OperatingSystem.IsLinux())
        {
            return TimeSpan.Zero;
        }

        Dictionary<int, string[]> processes = [];
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out int id) && Read(folder, "stat") is { Length: > 0 } stat)
            {
                processes[id] = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            }
        }

        double ticks = processes
            .Where(
                process =>
                    IsDescendant(process.Key, processes)
                        && Read($"/proc/{process.Key}", "cmdline").Contains(program, StringComparison.Ordinal))
            .Sum(process => Number(process.Value[User]) + Number(process.Value[Kernel]));
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static bool IsDescendant(int id, Dictionary<int, string[]> processes)
    {
        while (processes.TryGetValue(id, out string[]? stat) && id != Environment.ProcessId)
        {
            id = (int)Number(stat[Parent]);
        }

        return id == Environment.ProcessId;
    }

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);

    // A process may end while it is read.
    private static string Read(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file));
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
