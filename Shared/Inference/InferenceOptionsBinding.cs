using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Colorize.Inference;

/// <summary>Reads the settings. The binder's own words for a misspelt name do not say which names there are; these do.</summary>
internal sealed class InferenceOptionsBinding(IConfiguration configuration) : IConfigureOptions<InferenceOptions>
{
    public void Configure(InferenceOptions options)
    {
        IConfigurationSection settings = configuration.GetSection(InferenceOptions.Section);
        RequireName<NetworkChoice>(settings.GetSection(nameof(options.Network)));
        RequireName<ExecutionProvider>(settings.GetSection(nameof(options.ExecutionProvider)));
        settings.Bind(options);
    }

    private static void RequireName<T>(IConfigurationSection setting) where T : struct, Enum
    {
        if (setting.Value is { } value && !Enum.GetNames<T>().Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            string names = string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant();
            throw new OptionsValidationException(
                Options.DefaultName, typeof(InferenceOptions), [$"{setting.Path} is {value}; it must be one of {names}."]);
        }
    }
}
