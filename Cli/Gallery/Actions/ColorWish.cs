namespace Colorize.Cli.Gallery.Actions;

/// <summary>How one photograph shall be coloured; what is null, the functions' settings say.</summary>
/// <param name="Vividness">From 0, faithful, to 1, vivid.</param>
/// <param name="Network">The network's name.</param>
internal sealed record ColorWish(double? Vividness, string? Network);
