using Colorize.Functions;
using Colorize.Functions.WebJobs;
using Colorize.Functions.WebJobs.Engine;
using Colorize.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

try
{
    using IHost host = Build();
    await host.Services.GetRequiredService<StorageCheck>().RunAsync(CancellationToken.None);
    await host.StartAsync();
    Console.WriteLine($"Ready: watching {ContainerNames.Grayscale}/ and {ContainerNames.Uploads}/.");
    await WaitForShutdownAsync(host);
    return Environment.ExitCode;
}
catch (Exception e) when (e is StorageSettingsException or OptionsValidationException or InvalidDataException)
{
    Console.Error.WriteLine(e.Message.ReplaceLineEndings(" "));
    return 1;
}

static async Task WaitForShutdownAsync(IHost host)
{
    try
    {
        await host.WaitForShutdownAsync();
    }
    catch (InvalidOperationException e) when (e.Source?.StartsWith("Microsoft.Azure.WebJobs", StringComparison.Ordinal) == true)
    {
        // The engine stops the listener that its functions share once for each of them. All has ended by now.
    }
}

static IHost Build() => new HostBuilder()
    .ConfigureAppConfiguration(configuration => configuration.AddHostJson().AddLocalSettings().AddEnvironmentVariables())
    .ConfigureLogging((context, logging) => logging
        .AddFilter(null, LogLevel.Warning)
        .AddFilter("Colorize", LogLevel.Information)
        // What the engine says of a function's failure is a stack trace; the function has said it in a line.
        .AddFilter("Function", LogLevel.None)
        .AddFilter("Host", LogLevel.None)
        // An error at start is said below, once.
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
        .AddFilter("Microsoft.Azure.WebJobs", LogLevel.Error)
        .AddConfiguration(context.Configuration.GetSection($"{HostJson.Section}:logging"))
        .AddConsole(console => console.FormatterName = PlainLogFormatter.FormatName)
        .AddConsoleFormatter<PlainLogFormatter, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>())
    .ConfigureServices((context, services) =>
    {
        services.AddColorizeFunctions();
        services.AddTelemetryExport(context.Configuration);
        services.AddSingleton<StorageCheck>();
        services.AddSingleton<StopGrace>();
        services.AddSingleton<WorkInHand>();
        services.AddHostedService<StopLimit>();
        services.AddHostedService<GracefulEnd>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = StopOptions.From(context.Configuration));
    })
    .UseEngine()
    .UseConsoleLifetime(console => console.SuppressStatusMessages = true)
    .Build();
