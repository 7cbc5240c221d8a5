namespace Colorize.Trainer;

/// <summary>Something that a person can put right; the message says what.</summary>
internal class TrainingException(string message, Exception? cause = null) : Exception(message, cause);
