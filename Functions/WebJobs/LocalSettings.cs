using Microsoft.Extensions.Configuration;

namespace Colorize.Functions.WebJobs;

/// <summary>Reads <c>local.settings.json</c> in the working directory, as <c>func start</c> does: its Values stand for environment variables.</summary>
internal static class LocalSettings
{
    private const string FileName = "local.settings.json";

    public static IConfigurationBuilder AddLocalSettings(this IConfigurationBuilder configuration)
    {
        IConfigurationRoot file = new ConfigurationBuilder()
            .SetBasePath(Directory.GetCurrentDirectory())
            .AddJsonFile(FileName, optional: true)
            .Build();
        return configuration.AddInMemoryCollection(file
            .GetSection("Values")
            .GetChildren()
            .Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)));
    }
}
