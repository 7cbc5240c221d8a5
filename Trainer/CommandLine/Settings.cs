using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Colorize.Models;

namespace Colorize.Trainer.CommandLine;

/// <summary>Options that may also come from the environment, where container jobs keep them.</summary>
internal static class Settings
{
    private const string Prefix = "COLORIZE_";

    /// <summary>
    /// An option such as <c>--batch-size</c> that <c>COLORIZE_BATCH_SIZE</c> sets as well; the command line wins.
    /// </summary>
    public static Option<T> Option<T>(string name, string description, T fallback)
        where T : IParsable<T>
    {
        string variable = VariableOf(name);
        var option = new Option<T>(name)
        {
            Description = $"{description} [{variable}]",
            DefaultValueFactory = argument => FromEnvironment(variable, fallback, out bool _),
        };
        option.Validators.Add(result =>
        {
            FromEnvironment(variable, fallback, out bool understood);
            if (result.Implicit && !understood)
            {
                result.AddError($"{variable} is \"{Environment.GetEnvironmentVariable(variable)}\", which {name} cannot be.");
            }
        });
        return option;
    }

    /// <summary>The values of an option that takes several, with commas between them.</summary>
    public static string[] Parts(string? values) =>
        values?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Refuses names that no network has.</summary>
    public static void RefuseUnknownNetworks(this OptionResult result, params IEnumerable<string> names)
    {
        foreach (string unknown in names.Where(name => NetworkNames.Find(name) is null).Distinct())
        {
            result.AddError($"There is no network \"{unknown}\". There are {NetworkNames.List}.");
        }
    }

    /// <summary>The network of a name that was not refused.</summary>
    public static Network NetworkOf(string name) =>
        NetworkNames.Find(name) ?? throw new ArgumentException($"There is no network {name}.", nameof(name));

    /// <summary>The name of an option in the environment.</summary>
    public static string VariableOf(string option) =>
        Prefix + option.TrimStart('-').Replace('-', '_').ToUpperInvariant();

    /// <summary>Whether somebody gave the option a value, on the command line or in the environment.</summary>
    public static bool IsChosen(this Option option, ParseResult result) =>
        result.GetResult(option) is { Implicit: false }
            || !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(VariableOf(option.Name)));

    private static T FromEnvironment<T>(string variable, T fallback, out bool understood)
        where T : IParsable<T>
    {
        string? text = Environment.GetEnvironmentVariable(variable);
        bool isSet = !string.IsNullOrWhiteSpace(text);
        bool isValue = T.TryParse(text, CultureInfo.InvariantCulture, out T? value);
        understood = !isSet || isValue;
        return isSet && isValue ? value! : fallback;
    }

    /// <summary>Refuses values outside a range.</summary>
    public static Option<T> Within<T>(this Option<T> option, T least, T most)
        where T : IComparable<T>, IParsable<T>
    {
        option.Validators.Add(result =>
        {
            // What cannot be parsed has been refused already.
            bool parses = result.Tokens.All(token => T.TryParse(token.Value, CultureInfo.InvariantCulture, out _));
            if (parses && result.GetValue(option) is { } value && (value.CompareTo(least) < 0 || value.CompareTo(most) > 0))
            {
                result.AddError(
                    string.Create(CultureInfo.InvariantCulture, $"{option.Name} must be between {least} and {most}, not {value}."));
            }
        });
        return option;
    }
}
