using System.Diagnostics;
using Colorize.Trainer.Training;

namespace Colorize.Benchmarks.Training;

/// <summary>Takes the times of an epoch.</summary>
internal sealed class EpochTimes : ITrainingProgress
{
    private long _started;

    /// <summary>From the start to the end of the last step.</summary>
    public TimeSpan Steps { get; private set; }

    /// <summary>What is done once after the steps: the checkpoint.</summary>
    public TimeSpan End { get; private set; }

    public void Noticed(string line)
    {
    }

    public void Resumed(TrainingState state)
    {
    }

    public void EpochStarted(int epoch, int epochs, long pictures, int validationPictures) => _started = Stopwatch.GetTimestamp();

    public void Advanced(int pictures, double loss) => Steps = Stopwatch.GetElapsedTime(_started);

    public void Validated(int pictures)
    {
    }

    public void EpochEnded(EpochRecord record, bool isBest) => End = Stopwatch.GetElapsedTime(_started) - Steps;
}
