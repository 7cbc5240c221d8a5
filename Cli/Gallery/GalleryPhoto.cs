namespace Colorize.Cli.Gallery;

/// <summary>A photograph in the gallery.</summary>
/// <param name="Name">The blob's name.</param>
/// <param name="Before">The address of the original.</param>
/// <param name="After">The address of the colour photograph, or null while there is none.</param>
/// <param name="Refusal">Why there never will be one, or null.</param>
internal sealed record GalleryPhoto(string Name, string Before, string? After, string? Refusal);
