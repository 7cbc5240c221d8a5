namespace Colorize.Models;

/// <summary>A model set cannot be used as it is: the message names the file, what is wrong and what would be right.</summary>
public sealed class ModelSetException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="path">The file that is wrong.</param>
    /// <param name="problem">What is wrong with it and what would be right: the rest of a sentence.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public ModelSetException(string path, string problem, Exception? innerException = null)
        : base($"{path}: {problem}", innerException) => Path = path;

    /// <summary>The file that is wrong.</summary>
    public string Path { get; }
}
