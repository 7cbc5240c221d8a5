using System.Diagnostics;

namespace Colorize.Tests.Trainer;

/// <summary>Debian's Python with its scientific packages, where it is installed.</summary>
internal static class Python
{
    private const string Program = "/usr/bin/python3";

    /// <summary>Whether a module is installed.</summary>
    public static bool Has(string module) => Try($"import {module}").Code == 0;

    /// <summary>Skips the test where a module is missing.</summary>
    public static void Require(string module) =>
        Assert.SkipUnless(Has(module), $"{Program} has no module {module} (Debian's python3-{module}).");

    /// <summary>Runs a program, which must end well, and answers what it printed.</summary>
    public static string Run(string program)
    {
        (int code, string output, string errors) = Try(program);
        Assert.True(code == 0, errors);
        return output;
    }

    private static (int Code, string Output, string Errors) Try(string program)
    {
        if (!File.Exists(Program))
        {
            return (1, string.Empty, $"{Program} is not there.");
        }

        var start = new ProcessStartInfo(Program, ["-c", program]) { RedirectStandardOutput = true, RedirectStandardError = true };

        // The compatibility libraries are for libtorch; Python's own PyTorch was built for this system.
        start.Environment.Remove("LD_LIBRARY_PATH");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult(), errors);
    }
}
