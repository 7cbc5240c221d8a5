namespace Colorize.Cli;

/// <summary>Something went wrong that a person can do something about. The message is all that is printed.</summary>
public sealed class PlainErrorException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line: what is wrong, and what to do.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public PlainErrorException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
