using Microsoft.Extensions.Configuration;

namespace Colorize.Functions.WebJobs;

/// <summary>
/// Reads the Functions host's own settings where that host would find them: <c>host.json</c> beside the program, and
/// <c>AzureFunctionsJobHost__…</c> in the environment over it.
/// </summary>
internal static class HostJson
{
    public const string Section = "AzureFunctionsJobHost";

    public static IConfigurationBuilder AddHostJson(this IConfigurationBuilder configuration)
    {
        IConfigurationRoot file = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "host.json"), optional: true).Build();
        return configuration.AddInMemoryCollection(
            file.AsEnumerable().Select(setting => KeyValuePair.Create($"{Section}:{setting.Key}", setting.Value)));
    }
}
