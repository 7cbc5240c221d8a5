namespace Colorize.Cli.Gallery.Actions;

/// <summary>How a person wants one photograph to be coloured.</summary>
/// <param name="Path">Its blob name.</param>
/// <param name="Vividness">From 0 to 1; null as the settings say.</param>
/// <param name="Network">The network's name; null as the settings say.</param>
internal sealed record PhotographPreferences(string Path, double? Vividness, string? Network);
