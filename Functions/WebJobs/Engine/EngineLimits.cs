using Colorize.Storage;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Extensions.Configuration;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>
/// How much the engine does at once and how often it tries, from <c>host.json</c>, in the words of the Functions host's
/// blob extension; its queue extension has the rest.
/// </summary>
/// <param name="MaxDegreeOfParallelism">Images in work at once.</param>
/// <param name="PoisonBlobThreshold">Tries, until a blob's message goes to the poison queue.</param>
/// <param name="MaxPollingInterval">The longest pause between two looks into the queue.</param>
/// <param name="VisibilityTimeout">The pause before the second try; before each further one it doubles.</param>
internal sealed record EngineLimits(
    int MaxDegreeOfParallelism, int PoisonBlobThreshold, TimeSpan MaxPollingInterval, TimeSpan VisibilityTimeout)
{
    // The most messages that storage gives at once.
    private const int MostMessages = 32;

    public static EngineLimits From(IConfiguration configuration)
    {
        IConfigurationSection blobs = configuration.GetSection(HostJson.Section + ":extensions:blobs");
        IConfigurationSection queues = configuration.GetSection(HostJson.Section + ":extensions:queues");
        return new EngineLimits(
            Number(blobs, "maxDegreeOfParallelism", 2 * Environment.ProcessorCount, 1, 2 * MostMessages),
            Number(blobs, "poisonBlobThreshold", 5, 1, 100),
            Duration(queues, "maxPollingInterval", TimeSpan.FromMilliseconds(500)),
            Duration(queues, "visibilityTimeout", TimeSpan.FromSeconds(2)));
    }

    /// <summary>The engine has at most <c>NewBatchThreshold + BatchSize</c> messages in work.</summary>
    public void Apply(QueuesOptions queues)
    {
        queues.BatchSize = (MaxDegreeOfParallelism + 1) / 2;
        queues.NewBatchThreshold = MaxDegreeOfParallelism - queues.BatchSize;
        queues.MaxDequeueCount = PoisonBlobThreshold;
        queues.MaxPollingInterval = MaxPollingInterval;
        queues.VisibilityTimeout = VisibilityTimeout;
    }

    private static int Number(IConfigurationSection section, string name, int standard, int least, int most)
    {
        string? text = section[name];
        if (text is null)
        {
            return standard;
        }

        return int.TryParse(text, out int number) && number >= least && number <= most
            ? number
            : throw new StorageSettingsException($"{section.Path}:{name} is '{text}'. It must be a number from {least} to {most}.");
    }

    private static TimeSpan Duration(IConfigurationSection section, string name, TimeSpan standard) => DurationSetting.Read(
        $"{section.Path}:{name}", section[name], TimeSpan.FromMilliseconds(100), TimeSpan.MaxValue, "a time such as 00:00:02, and 0.1 s at least")
        ?? standard;
}
