using Colorize.Trainer.Training;

namespace Colorize.Tests.Trainer.Training;

/// <summary>Stops a run after some steps, as if it were killed.</summary>
internal sealed class StepCounter(int stopAfter, Action stop) : ITrainingProgress
{
    private int _steps;

    public void Resumed(TrainingState state)
    {
    }

    public void EpochStarted(int epoch, int epochs, long pictures, int validationPictures)
    {
    }

    public void Advanced(int pictures, double loss)
    {
        if (++_steps == stopAfter)
        {
            stop();
        }
    }

    public void Validated(int pictures)
    {
    }

    public void EpochEnded(EpochRecord record, bool isBest)
    {
    }
}
