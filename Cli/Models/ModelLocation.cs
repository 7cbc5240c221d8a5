namespace Colorize.Cli.Models;

/// <summary>Where a model set is.</summary>
internal enum ModelLocation
{
    /// <summary>In the storage that the functions take theirs from.</summary>
    Storage,

    /// <summary>In a folder that was trained into, where no functions look.</summary>
    Folder,

    /// <summary>Beside the program; it serves where storage names none.</summary>
    Bundled,
}
