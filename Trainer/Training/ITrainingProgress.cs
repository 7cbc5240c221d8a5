namespace Colorize.Trainer.Training;

/// <summary>Hears how a run goes.</summary>
internal interface ITrainingProgress
{
    /// <summary>There is something to know about the run before it begins or goes on.</summary>
    void Noticed(string line);

    /// <summary>An earlier run goes on.</summary>
    void Resumed(TrainingState state);

    /// <summary>An epoch begins that learns from so many pictures and is then judged on others.</summary>
    void EpochStarted(int epoch, int epochs, long pictures, int validationPictures);

    /// <summary>A step was taken.</summary>
    void Advanced(int pictures, double loss);

    /// <summary>A batch of the validation pictures was judged.</summary>
    void Validated(int pictures);

    /// <summary>An epoch ended and was written to the disk; it is the best so far by its validation, if there is one.</summary>
    void EpochEnded(EpochRecord record, bool isBest);
}
