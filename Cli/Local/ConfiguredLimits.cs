using System.ComponentModel.DataAnnotations;
using Colorize.Imaging;
using Colorize.Local;
using Microsoft.Extensions.Configuration;

namespace Colorize.Cli.Local;

/// <summary>
/// The limits of images as the functions on this machine are told them: <c>local.settings.json</c>, then environment variables.
/// </summary>
internal static class ConfiguredLimits
{
    /// <summary>Reads them.</summary>
    /// <param name="folder">The folder of <c>local.settings.json</c>.</param>
    /// <exception cref="PlainErrorException">A limit is no number, or out of its range.</exception>
    public static ImageLimits Read(string folder)
    {
        ImageLimits limits = new();
        try
        {
            new ConfigurationBuilder().AddLocalSettings(folder).AddEnvironmentVariables().Build().GetSection(ImageLimits.Section).Bind(
                limits);
            Validator.ValidateObject(limits, new ValidationContext(limits), validateAllProperties: true);
            return limits;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ValidationException or InvalidDataException)
        {
            throw new PlainErrorException(
                $"A limit ({ImageLimits.Section.Replace(":", "__", StringComparison.Ordinal)}__…) cannot be used. {exception.Message}");
        }
    }
}
