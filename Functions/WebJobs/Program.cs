using Colorize.Functions.Hosting;
using Colorize.Functions.WebJobs;
using Colorize.Imaging.Encoders;
using Colorize.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

if (EncoderProgram.IsAskedFor(args))
{
    return EncoderProgram.Run(args);
}

try
{
    using IHost host = EmbeddedHost.Build();
    await host.Services.GetRequiredService<StorageCheck>().RunAsync(CancellationToken.None);
    await host.StartAsync();
    Console.WriteLine($"Ready: watching {ContainerNames.Grayscale}/ and {ContainerNames.Uploads}/.");
    await WaitForShutdownAsync(host);
    return Environment.ExitCode;
}
catch (Exception exception) when (exception is StorageSettingsException or OptionsValidationException or InvalidDataException)
{
    Console.Error.WriteLine(exception.Message.ReplaceLineEndings(" "));
    return 1;
}

static async Task WaitForShutdownAsync(IHost host)
{
    try
    {
        await host.WaitForShutdownAsync();
    }
    catch (InvalidOperationException exception) when (
        exception.Source?.StartsWith("Microsoft.Azure.WebJobs", StringComparison.Ordinal) == true)
    {
        // The extension stops the listener that its functions share once for each of them. All has ended by now.
    }
}
