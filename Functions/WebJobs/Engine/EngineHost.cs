using Colorize.Storage;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>Sets the WebJobs engine up.</summary>
internal static class EngineHost
{
    /// <summary>
    /// Under this name the engine keeps its receipts and its queue. Hosts of the same name share the work, and a new
    /// version of the program must not process all images again.
    /// </summary>
    public const string Id = "colorize";

    /// <summary>The queue of blobs that wait for their function.</summary>
    public const string WaitingQueue = BlobPaths.WaitingQueuePrefix + Id;

    public static IHostBuilder UseEngine(this IHostBuilder builder) => builder
        .ConfigureServices(services =>
        {
            services.AddSingleton<StorageAccountProvider, EngineStorageProvider>();
            services.AddSingleton<BlobNews>();
            services.AddSingleton<Receipts>();
            services.AddSingleton<Announcements>();
            services.AddSingleton(provider => WatchOptions.From(
                provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<StorageClients>()));
            services.AddHostedService<BlobWatch>();
            services.AddSingleton<MessageHolds>();
            services.AddSingleton<EngineFaults>();
            services.AddSingleton<IWebJobsExceptionHandlerFactory>(provider => provider.GetRequiredService<EngineFaults>());
            services.AddSingleton<ITypeLocator>(new TriggerTypes());
        })
        .ConfigureWebJobs((context, jobs) =>
        {
            EngineLimits limits = EngineLimits.From(context.Configuration);
            jobs.UseHostId(Id).AddAzureStorage(limits.Apply);
        });

    private sealed class TriggerTypes : ITypeLocator
    {
        public IReadOnlyList<Type> GetTypes() => [typeof(Triggers)];
    }
}
