using System.Globalization;

namespace Colorize.Benchmarks;

/// <summary>The resident memory of this process, as Linux counts it (proc(5)).</summary>
internal static class ProcessMemory
{
    /// <summary>What it is now, in bytes.</summary>
    public static long Now => Status("VmRSS");

    /// <summary>The most that it was, since the process began or <see cref="ForgetPeak"/> was called.</summary>
    public static long Peak => Status("VmHWM");

    /// <summary>Gives back what the garbage collector holds, and begins the peak anew.</summary>
    public static void ForgetPeak()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        File.WriteAllText("/proc/self/clear_refs", "5");
    }

    private static long Status(string field)
    {
        string line = File.ReadLines("/proc/self/status").First(one => one.StartsWith(field + ":", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
