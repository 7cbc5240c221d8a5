namespace Colorize.Trainer.Logs;

/// <summary>A place that keeps the log of a run, also of one that is killed and goes on elsewhere.</summary>
internal interface ILogStore
{
    /// <summary>What people call it.</summary>
    string Description { get; }

    /// <summary>Adds lines to the log, which is made if there is none.</summary>
    void Append(string lines);
}
