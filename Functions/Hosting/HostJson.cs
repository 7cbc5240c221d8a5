using Microsoft.Extensions.Configuration;

namespace Colorize.Functions.Hosting;

/// <summary>
/// The Functions host's own settings, where that host finds them: <c>host.json</c> beside the program, and
/// <c>AzureFunctionsJobHost__…</c> in the environment over it.
/// </summary>
internal static class HostJson
{
    /// <summary>The section that they are in.</summary>
    public const string Section = "AzureFunctionsJobHost";

    /// <summary>Adds the settings of the file.</summary>
    public static IConfigurationBuilder AddHostJson(this IConfigurationBuilder configuration) => configuration.AddInMemoryCollection(
        ReadFile().AsEnumerable().Select(setting => KeyValuePair.Create($"{Section}:{setting.Key}", setting.Value)));

    /// <summary>After how long the Functions host ends a function, and its process; null where it does not.</summary>
    /// <param name="configuration">The settings of the environment; those of the file count where they say nothing.</param>
    public static TimeSpan? FunctionTimeout(IConfiguration configuration) =>
        TimeSpan.TryParse(configuration[$"{Section}:functionTimeout"] ?? ReadFile()["functionTimeout"], out TimeSpan timeout)
            && timeout > TimeSpan.Zero
            ? timeout
            : null;

    private static IConfigurationRoot ReadFile() =>
        new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "host.json"), optional: true).Build();
}
