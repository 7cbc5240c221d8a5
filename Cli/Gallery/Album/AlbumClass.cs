namespace Colorize.Cli.Gallery.Album;

/// <summary>A scene that a photograph may show.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Probability">From 0 to 1.</param>
internal sealed record AlbumClass(string Name, float Probability);
