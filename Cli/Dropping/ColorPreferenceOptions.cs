using System.CommandLine;
using Colorize.Inference;

namespace Colorize.Cli.Dropping;

/// <summary>The options that say how photographs are to be coloured, where it is not as the functions are set.</summary>
internal sealed class ColorPreferenceOptions
{
    private readonly Option<string?> _vividness = new("--vividness")
    {
        Description = "How vivid the colours are, from 0 (faithful) to 1; without it, as the functions are set.",
        HelpName = "0…1",
    };

    private readonly Option<string?> _network = new("--network")
    {
        Description = "The network that gives the colours: unet, ensemble or resnet; without it, as the functions are set.",
        HelpName = "NAME",
    };

    /// <summary>Adds the options to a command, which refuses what is no preference.</summary>
    public void AddTo(Command command)
    {
        command.Add(_vividness);
        command.Add(_network);
        command.Validators.Add(result =>
        {
            try
            {
                _ = ColorPreferences.Parse(result.GetValue(_network), result.GetValue(_vividness));
            }
            catch (FormatException exception)
            {
                result.AddError(exception.Message);
            }
        });
    }

    /// <summary>The preferences that were given.</summary>
    public ColorPreferences Read(ParseResult result) => ColorPreferences.Parse(result.GetValue(_network), result.GetValue(_vividness));
}
