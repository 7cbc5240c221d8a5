using Colorize.Inference;

namespace Colorize.Cli.Dropping;

/// <summary>How photographs are dropped.</summary>
/// <param name="Folder">The folder of the results.</param>
/// <param name="Timeout">How long to go on waiting when nothing comes back.</param>
/// <param name="Preferences">How the photographs are to be coloured.</param>
/// <param name="FollowLinks">Whether links may lead out of a folder that is dropped.</param>
internal sealed record DropSettings(string Folder, TimeSpan Timeout, ColorPreferences Preferences, bool FollowLinks);
