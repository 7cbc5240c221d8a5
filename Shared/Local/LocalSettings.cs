using Microsoft.Extensions.Configuration;

namespace Colorize.Local;

/// <summary>Reads <c>local.settings.json</c>, as <c>func start</c> does: its Values stand for environment variables.</summary>
public static class LocalSettings
{
    private const string FileName = "local.settings.json";

    /// <summary>Adds the Values of the file, where there is one.</summary>
    /// <param name="configuration">What they are added to.</param>
    /// <param name="folder">The folder of the file: that of the project, in which the functions run.</param>
    public static IConfigurationBuilder AddLocalSettings(this IConfigurationBuilder configuration, string folder)
    {
        IConfigurationRoot file = new ConfigurationBuilder()
            .SetBasePath(folder)
            .AddJsonFile(FileName, optional: true)
            .Build();
        return configuration.AddInMemoryCollection(file
            .GetSection("Values")
            .GetChildren()
            .Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)));
    }
}
