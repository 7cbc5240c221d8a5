using System.CommandLine;
using System.Globalization;

namespace Colorize.Cli.CommandLine;

/// <summary>Options that several commands have, so that they are the same everywhere.</summary>
internal static class CommonOptions
{
    /// <summary><c>--quiet</c>, which every command has.</summary>
    public static Option<bool> Quiet { get; } =
        new("--quiet", "-q") { Description = "Say nothing unless something fails.", Recursive = true };

    /// <summary>Whether only failures are said.</summary>
    public static bool IsQuiet(ParseResult result) => result.GetValue(Quiet);

    /// <summary><c>--out</c>: the folder of the results.</summary>
    public static Option<string> ResultFolder() => new("--out")
    {
        Description = "The folder for the results. Nothing in it is written over that was not written there for the same photograph.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "out",
    };

    /// <summary><c>--follow-links</c>.</summary>
    public static Option<bool> FollowLinks() => new("--follow-links") { Description = "Follow links that lead out of a folder." };

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json(string description) => new("--json") { Description = description };

    /// <summary>Refuses what is no whole number of at least so much, in one line that says what would be right.</summary>
    public static void MustBeAtLeast<T>(this Option<T> option, int least, string what) => option.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var text }] && (!int.TryParse(text, CultureInfo.InvariantCulture, out int number) || number < least))
        {
            result.AddError($"{option.Name} is '{text}'. It must be {what}, {least} or more.");
        }
    });
}
