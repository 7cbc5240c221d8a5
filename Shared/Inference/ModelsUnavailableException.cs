namespace Colorize.Inference;

/// <summary>There is no model set to predict with at the moment: a later try may succeed.</summary>
public sealed class ModelsUnavailableException : Exception
{
    /// <summary>Creates the exception with a message that says where models were looked for.</summary>
    public ModelsUnavailableException(string message) : base(message) { }

    /// <summary>Creates the exception with a message and what caused it.</summary>
    public ModelsUnavailableException(string message, Exception? innerException) : base(message, innerException) { }
}
