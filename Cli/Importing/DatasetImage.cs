namespace Colorize.Cli.Importing;

/// <summary>An image of a labelled set.</summary>
/// <param name="File">Its file.</param>
/// <param name="Class">Its class.</param>
internal sealed record DatasetImage(string File, string Class);
