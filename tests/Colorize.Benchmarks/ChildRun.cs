using System.Diagnostics;
using System.Text.Json;

namespace Colorize.Benchmarks;

/// <summary>Runs a part of these benchmarks in a process of its own, so that nothing before it shows in its memory.</summary>
internal static class ChildRun
{
    /// <summary>What the process prints, read as JSON.</summary>
    public static async Task<T> ReadAsync<T>(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<T>(printed)!
            : throw new InvalidOperationException($"'{string.Join(' ', arguments)}' ended with {process.ExitCode}.");
    }
}
