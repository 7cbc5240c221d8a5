using System.Diagnostics;

namespace Colorize.Tests.Trainer.Export;

/// <summary>The checker of the ONNX project itself, from Debian's python3-onnx.</summary>
internal static class OnnxChecker
{
    private const string Python = "/usr/bin/python3";

    public static void Check(byte[] file)
    {
        Assert.SkipUnless(Run("import onnx") == string.Empty, $"The package python3-onnx is not installed for {Python}.");
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(path, file);
        try
        {
            Assert.Equal(string.Empty, Run($"import onnx; onnx.checker.check_model('{path}', full_check=True)"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>What a program wrote to standard error; empty if it ended well.</summary>
    private static string Run(string program)
    {
        if (!File.Exists(Python))
        {
            return $"{Python} is not there.";
        }

        using Process process = Process.Start(new ProcessStartInfo(Python, ["-c", program]) { RedirectStandardError = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? string.Empty : errors;
    }
}
