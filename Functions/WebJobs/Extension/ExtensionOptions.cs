using Colorize.Functions.Hosting;
using Colorize.Storage;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Extensions.Configuration;

namespace Colorize.Functions.WebJobs.Extension;

/// <summary>How much the extensions do at once, from <c>host.json</c>, checked: a mistake there is told in one line at start.</summary>
internal static class ExtensionOptions
{
    private const int MaxParallelism = 64;
    private const int MaxTries = 100;

    // The queue of blobs that were given up is seldom anything but empty.
    private static readonly TimeSpan GivenUpPollingInterval = TimeSpan.FromSeconds(5);

    public static void Apply(BlobsOptions options, IConfiguration configuration)
    {
        IConfigurationSection blobs = configuration.GetSection(HostJson.Section + ":extensions:blobs");
        options.MaxDegreeOfParallelism = Number(blobs, "maxDegreeOfParallelism", 2 * Environment.ProcessorCount, MaxParallelism);
        options.PoisonBlobThreshold = Number(blobs, "poisonBlobThreshold", 5, MaxTries);
    }

    public static void Apply(QueuesOptions options) => options.MaxPollingInterval = GivenUpPollingInterval;

    private static int Number(IConfigurationSection section, string name, int standard, int max) => section[name] switch
    {
        null => standard,
        { } text when int.TryParse(text, out int number) && number >= 1 && number <= max => number,
        { } text => throw new StorageSettingsException($"{section.Path}:{name} is '{text}'. It must be a number from 1 to {max}."),
    };
}
