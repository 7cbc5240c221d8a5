using Colorize.Functions;
using Colorize.Functions.Hosting;
using Colorize.Functions.Isolated;
using Colorize.Imaging.Encoders;
using Colorize.Storage;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

if (EncoderProgram.IsAskedFor(args))
{
    return EncoderProgram.Run(args);
}

try
{
    FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
    builder.Services.AddColorizeFunctions(builder.Configuration);
    builder.Services.AddTelemetryExport(builder.Configuration);
    builder.Services.AddSingleton(provider => new StorageCheck(provider.GetRequiredService<StorageClients>(), ContainerNames.All, []));
    builder.Logging.AddWorkerConsole();
    using IHost host = builder.Build();

    // The deployment has made the containers, and the app may have no right to; 'func start' against an empty Azurite needs them.
    await host.Services.GetRequiredService<StorageCheck>().RunAsync(CancellationToken.None);
    await host.RunAsync();
    return 0;
}
catch (OperationCanceledException)
{
    // Told to stop before it had started.
    return 0;
}
catch (Exception exception) when (exception is StorageSettingsException or OptionsValidationException)
{
    Console.Error.WriteLine(exception.Message.ReplaceLineEndings(" "));
    return 1;
}
