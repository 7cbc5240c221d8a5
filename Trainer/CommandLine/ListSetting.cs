using System.CommandLine;
using System.Globalization;

namespace Colorize.Trainer.CommandLine;

/// <summary>An option that takes several values with commas between them.</summary>
internal sealed class ListSetting<T>
    where T : IParsable<T>, IComparable<T>
{
    private readonly Option<string> _option;

    /// <param name="name">The option's name.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="fallback">Its values where none are given.</param>
    /// <param name="least">The smallest value that makes sense.</param>
    /// <param name="most">The largest.</param>
    public ListSetting(string name, string description, string fallback, T least, T most)
    {
        _option = Settings.Option(name, $"{description}, with commas between them.", fallback);
        _option.Validators.Add(result =>
        {
            foreach (string part in Settings.Parts(result.GetValue(_option)).DefaultIfEmpty(string.Empty))
            {
                if (!T.TryParse(part, CultureInfo.InvariantCulture, out T? value) || value.CompareTo(least) < 0
                    || value.CompareTo(most) > 0)
                {
                    result.AddError(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name} takes values between {least} and {most} with commas between them, such as {fallback}; not \"{part}\"."));
                }
            }
        });
    }

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Add(_option);

    /// <summary>The values that were given; the preset's alone where there is a preset and none were given.</summary>
    public IReadOnlyList<T> Read(ParseResult result, bool preset, T presetValue) => preset && !_option.IsChosen(result)
        ? [presetValue]
        : [.. Settings.Parts(result.GetValue(_option)).Select(part => T.Parse(part, CultureInfo.InvariantCulture)).Distinct()];
}
