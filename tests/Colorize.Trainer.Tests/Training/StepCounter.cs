using Colorize.Trainer.Training;

namespace Colorize.Tests.Trainer.Training;

/// <summary>Stops a run after some steps, as if it were killed, and remembers what the run said.</summary>
internal sealed class StepCounter(int stopAfter, Action stop) : ITrainingProgress
{
    private int _steps;

    /// <summary>What was to know before it began.</summary>
    public List<string> Notices { get; } = [];

    /// <summary>How many pictures each epoch was to learn from.</summary>
    public List<long> PicturesPlanned { get; } = [];

    /// <summary>How many pictures were learned from.</summary>
    public long PicturesLearned { get; private set; }

    /// <summary>Whether each epoch was called the best so far.</summary>
    public List<bool> Best { get; } = [];

    public void Noticed(string line) => Notices.Add(line);

    public void Resumed(TrainingState state)
    {
    }

    public void EpochStarted(int epoch, int epochs, long pictures, int validationPictures) => PicturesPlanned.Add(pictures);

    public void Advanced(int pictures, double loss)
    {
        PicturesLearned += pictures;
        if (++_steps == stopAfter)
        {
            stop();
        }
    }

    public void Validated(int pictures)
    {
    }

    public void EpochEnded(EpochRecord record, bool isBest) => Best.Add(isBest);
}
