using Colorize.Trainer.Training;

namespace Colorize.Tests.Trainer.Training;

/// <summary>Hears everything and says nothing.</summary>
internal sealed class SilentProgress : ITrainingProgress
{
    public void Noticed(string line)
    {
    }

    public void Resumed(TrainingState state)
    {
    }

    public void EpochStarted(int epoch, int epochs, long pictures, int validationPictures)
    {
    }

    public void Advanced(int pictures, double loss)
    {
    }

    public void Validated(int pictures)
    {
    }

    public void EpochEnded(EpochRecord record, bool isBest)
    {
    }
}
