using System.Diagnostics;
using System.Globalization;

namespace Colorize.Benchmarks.Training;

/// <summary>
/// The peak resident memory of a real training process: two epochs of the ResNet with 128 pictures in a step. Linux only.
/// </summary>
internal static class TrainingMemory
{
    private const int BatchSize = 128;
    private const int Pictures = 4 * BatchSize;

    public static async Task RunAsync(TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("colorize-benchmark-").FullName;
        WriteTensors(Path.Combine(folder, "data", "train", "generated"), Pictures);
        WriteTensors(Path.Combine(folder, "data", "test", "generated"), 8);
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Colorize.Trainer.dll"), "train", "--epochs", "2", "--batch-size", $"{BatchSize}",
            "--data", Path.Combine(folder, "data"), "--work", Path.Combine(folder, "work"), "--models", Path.Combine(folder, "models"),
            "--report", Path.Combine(folder, "report.html"),
        ];
        using Process trainer = Process.Start("dotnet", arguments);
        double peak = 0;
        while (!trainer.HasExited)
        {
            peak = Math.Max(peak, Peak(trainer.Id));
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        Directory.Delete(folder, recursive: true);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Peak resident memory at batch {BatchSize}: {peak:0.00} GB (exit code {trainer.ExitCode})."));
    }

    private static void WriteTensors(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        for (int index = 0; index < count; index++)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{index:0000}.npy"), GeneratedTensors.Of($"{index}").ToNpy());
        }
    }

    /// <summary>What the kernel says was the most so far, in GB; 0 when the process is over.</summary>
    private static double Peak(int process)
    {
        try
        {
            string line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) ?? "0 0";
            return double.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1e6;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
