using System.Globalization;

namespace Colorize.Benchmarks.Training;

/// <summary>
/// The same as <see cref="TrainingBenchmarks"/> in turns, one after the other in each round: the ratios hold on a
/// machine that has other work as well, where times do not.
/// </summary>
internal static class TrainingComparison
{
    private const int Steps = 8;
    private const int BatchSize = 32;
    private const int Rounds = 5;

    /// <summary>The steps of an epoch over the ten thousand pictures that the bundled model learned from.</summary>
    private const int StepsPerEpoch = 295;

    public static void Run(TextWriter output)
    {
        using var work = new TrainingWork(Steps, BatchSize);
        work.Libtorch();
        work.ResNet();
        work.Ensemble();
        var ofLibtorch = new List<double>();
        var ofResNet = new List<double>();
        output.WriteLine($"{Steps} steps of {BatchSize} pictures, s: libtorch, ResNet (+ end of the epoch), ensemble (+ end of the epoch)");
        for (int round = 0; round < Rounds; round++)
        {
            TimeSpan libtorch = work.Libtorch();
            EpochTimes resNet = work.ResNet();
            EpochTimes ensemble = work.Ensemble();
            ofLibtorch.Add(Epoch(resNet) / (libtorch.TotalSeconds / Steps * StepsPerEpoch));
            ofResNet.Add(Epoch(ensemble) / Epoch(resNet));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{libtorch.TotalSeconds:0.00}, {resNet.Steps.TotalSeconds:0.00} (+ {resNet.End.TotalSeconds:0.00}), "
                    + $"{ensemble.Steps.TotalSeconds:0.00} (+ {ensemble.End.TotalSeconds:0.00})"));
        }

        output.WriteLine(
            $"An epoch of {StepsPerEpoch} steps takes {Describe(ofLibtorch)} of libtorch's time, the ensemble's {Describe(ofResNet)} of "
                + "the ResNet's.");
    }

    private static double Epoch(EpochTimes times) => (times.Steps.TotalSeconds / Steps * StepsPerEpoch) + times.End.TotalSeconds;

    private static string Describe(List<double> ratios)
    {
        double[] ordered = [.. ratios.Order()];
        return string.Create(CultureInfo.InvariantCulture, $"{ordered[ordered.Length / 2]:0.00} ({ordered[0]:0.00} to {ordered[^1]:0.00})");
    }
}
