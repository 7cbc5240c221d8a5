namespace Colorize.Tensors;

/// <summary>
/// A file that is no .npy tensor, or none of the kind that is wanted. The message says what is wrong and what would be right.
/// </summary>
public sealed class NpyFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, and what would be right.</param>
    public NpyFormatException(string message)
        : base(message)
    {
    }
}
