namespace Colorize.Models;

/// <summary>Another model set was put into use meanwhile, and stays.</summary>
public sealed class ModelConflictException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="place">Where the model sets are.</param>
    /// <param name="innerException">What storage said.</param>
    public ModelConflictException(string place, Exception? innerException = null)
        : base($"Another model set was put into use in {place} meanwhile, so that one stays. Try again to replace it.", innerException)
    {
    }
}
