namespace Colorize.Cli.Dropping;

/// <summary>Tells whoever dropped photographs what became of them: a person or a script.</summary>
internal interface IDropReport
{
    /// <summary>A photograph came back, or did not.</summary>
    /// <param name="photograph">What became of it.</param>
    /// <param name="saved">The file of the result, if there is one.</param>
    void Add(Return photograph, string? saved);

    /// <summary>That was all.</summary>
    void End();
}
