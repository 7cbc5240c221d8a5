using Colorize.Functions;
using Colorize.Storage;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

try
{
    FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
    builder.Services.AddColorizeFunctions();
    builder.Services.AddTelemetryExport(builder.Configuration);
    using IHost host = builder.Build();

    // The deployment has made the containers, and the app may have no right to; 'func start' against an empty Azurite needs them.
    await StorageContainers.EnsureAsync(host.Services.GetRequiredService<StorageClients>(), ContainerNames.All);
    await host.RunAsync();
    return 0;
}
catch (Exception e) when (e is StorageSettingsException or OptionsValidationException)
{
    Console.Error.WriteLine(e.Message.ReplaceLineEndings(" "));
    return 1;
}
