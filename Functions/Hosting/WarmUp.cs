using Colorize.Colorization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NetVips;

namespace Colorize.Functions.Hosting;

/// <summary>
/// Puts a small drawn picture into colour when the host has started, so that what the compiler and the codecs do the first time is done
/// before the first photograph comes. Nothing is read from storage or written to it.
/// </summary>
internal sealed partial class WarmUp(PhotoColorizer colorizer, ILogger<WarmUp> logger) : BackgroundService
{
    private const string Name = "warm-up.jpg";
    private const int Side = 256;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start waits for what runs here before it yields.
        await Task.Yield();
        try
        {
            await colorizer.ColorizeAsync(Picture(), Name, cancellationToken: stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Photographs that come are told the same, where it has not passed by then; it must not end the host.
            LogFailure(exception);
        }
    }

    private static byte[] Picture()
    {
        using Image waves = Image.Sines(Side, Side, hfreq: 3, vfreq: 2, uchar: true);
        return waves.JpegsaveBuffer();
    }

    [LoggerMessage(LogLevel.Debug, "The warm-up failed.")]
    private partial void LogFailure(Exception exception);
}
