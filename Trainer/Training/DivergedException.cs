namespace Colorize.Trainer.Training;

/// <summary>A training whose steps were too large, so that its loss is no longer a number.</summary>
internal sealed class DivergedException() : TrainingException("The loss is no longer a number. Try a lower --learning-rate.");
