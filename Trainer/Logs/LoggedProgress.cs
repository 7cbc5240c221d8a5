using Colorize.Trainer.Training;

namespace Colorize.Trainer.Logs;

/// <summary>Reports a run to somebody who watches and to the log, which is stored when an epoch begins and ends.</summary>
internal sealed class LoggedProgress(ITrainingProgress watched, ITrainingProgress logged, Action store) : ITrainingProgress
{
    public void Noticed(string line)
    {
        watched.Noticed(line);
        logged.Noticed(line);
    }

    public void Resumed(TrainingState state)
    {
        watched.Resumed(state);
        logged.Resumed(state);
    }

    public void EpochStarted(int epoch, int epochs, long pictures, int validationPictures)
    {
        watched.EpochStarted(epoch, epochs, pictures, validationPictures);
        logged.EpochStarted(epoch, epochs, pictures, validationPictures);
        store();
    }

    public void Advanced(int pictures, double loss)
    {
        watched.Advanced(pictures, loss);
        logged.Advanced(pictures, loss);
    }

    public void Validated(int pictures)
    {
        watched.Validated(pictures);
        logged.Validated(pictures);
    }

    public void EpochEnded(EpochRecord record, bool isBest)
    {
        watched.EpochEnded(record, isBest);
        logged.EpochEnded(record, isBest);
        store();
    }
}
