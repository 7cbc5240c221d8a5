using Colorize.Functions.Hosting;
using Colorize.Functions.WebJobs.Extension;
using Colorize.Functions.WebJobs.Watching;
using Colorize.Local;
using Colorize.Storage;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Colorize.Functions.WebJobs;

/// <summary>Puts the embedded host together: the functions, the storage extensions, and a watcher that plays Event Grid.</summary>
internal static class EmbeddedHost
{
    /// <summary>The queue of blobs that wait for their function. Hosts of the same name share it, and the work.</summary>
    public const string WaitingQueue = BlobPaths.WaitingQueuePrefix + Id;

    private const string Id = "colorize";

    public static IHost Build() => new HostBuilder()
        .ConfigureAppConfiguration(
            configuration => configuration.AddHostJson().AddLocalSettings(Directory.GetCurrentDirectory()).AddEnvironmentVariables())
        .ConfigureLogging((context, logging) => ConfigureLogging(logging, context.Configuration))
        .ConfigureServices(
            (context, services) => services.AddColorizeFunctions(context.Configuration).AddTelemetryExport(context.Configuration))
        .ConfigureWebJobs((context, jobs) => AddExtensions(jobs, context.Configuration))
        .ConfigureServices(AddWatcher)
        .UseConsoleLifetime(console => console.SuppressStatusMessages = true)
        .Build();

    private static void ConfigureLogging(ILoggingBuilder logging, IConfiguration configuration) => logging
        .AddFilter(null, LogLevel.Warning)
        .AddFilter("Colorize", LogLevel.Information)
        // What the host says of a function's failure is a stack trace; the function has said it in a line.
        .AddFilter("Function", LogLevel.None)
        .AddFilter("Host", LogLevel.None)
        // An error at start is said by Program, once.
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
        .AddFilter("Microsoft.Azure.WebJobs", LogLevel.Error)
        .AddConfiguration(configuration.GetSection($"{HostJson.Section}:logging"))
        .AddConsole(console => console.FormatterName = PlainLogFormatter.FormatName)
        .AddConsoleFormatter<PlainLogFormatter, ConsoleFormatterOptions>();

    private static void AddExtensions(IWebJobsBuilder jobs, IConfiguration configuration)
    {
        jobs.UseHostId(Id);
        jobs.AddAzureStorageBlobs(options => ExtensionOptions.Apply(options, configuration));
        jobs.AddAzureStorageQueues(ExtensionOptions.Apply);
        jobs.Services.AddExtensionClients();
        jobs.Services.AddSingleton<BlobEvents>();
#pragma warning disable CS0618 // See BlobEvents.
        jobs.Services.AddSingleton<IWebHookProvider>(provider => provider.GetRequiredService<BlobEvents>());
#pragma warning restore CS0618
        jobs.Services.AddSingleton<IDrainModeManager, DrainMode>();
        jobs.Services.AddSingleton<IWebJobsExceptionHandlerFactory, ListenerExceptionHandler>();
    }

    // After the extensions: what was registered last starts last and stops first.
    private static void AddWatcher(HostBuilderContext context, IServiceCollection services)
    {
        services.AddSingleton<StorageCheck>(provider => new StorageCheck(
            provider.GetRequiredService<StorageClients>(),
            [.. ContainerNames.All, ContainerNames.Hosts],
            [WaitingQueue, BlobPaths.PoisonQueue]));
        services.AddSingleton(provider => WatchOptions.From(context.Configuration, provider.GetRequiredService<StorageClients>()));
        services.AddTransient<SourceListing>();
        services.AddTransient<AnnouncedVersions>();
        services.AddSingleton<WatcherLease>();
        services.AddHostedService(provider => provider.GetRequiredService<WatcherLease>());
        services.AddSingleton<Func<Route, ContainerWatcher>>(
            provider => route => ActivatorUtilities.CreateInstance<ContainerWatcher>(provider, route));
        services.AddHostedService<BlobWatcher>();
    }
}
