using Colorize.Trainer.Training;

namespace Colorize.Trainer.Experiments;

/// <summary>One of the trainings that an experiment is made of.</summary>
/// <param name="Folder">The name of its folder; another for every other way to train it, so that nothing is mixed up.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="Options">How it is trained.</param>
/// <param name="Create">Makes the network with its starting weights.</param>
internal sealed record PlannedRun(string Folder, string Title, TrainingOptions Options, Func<TrainingObjective> Create);
