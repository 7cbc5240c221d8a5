using System.Net.Sockets;
using Colorize.Cli.Gallery.Actions;
using Colorize.Cli.Gallery.Album;
using Colorize.Cli.Gallery.Pictures;
using Colorize.Cli.Gallery.Uploads;
using Colorize.Cli.Status;
using Colorize.Imaging;
using Colorize.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Colorize.Cli.Gallery.Serving;

/// <summary>The gallery as a web page for this machine alone.</summary>
internal sealed class GalleryServer : IAsyncDisposable
{
    // A body that comes slower than this over the loopback has stalled.
    private const double MinBytesPerSecond = 4096;

    private static readonly TimeSpan StallGrace = TimeSpan.FromSeconds(10);

    private readonly WebApplication _web;
    private readonly EmulatorActivity? _activity;

    private GalleryServer(WebApplication web, EmulatorActivity? activity) => (_web, _activity) = (web, activity);

    /// <summary>Its address.</summary>
    public string Address => _web.Urls.First();

    /// <summary>Starts it.</summary>
    /// <param name="storage">The storage account that it shows.</param>
    /// <param name="data">The folder in which an emulator on this machine keeps the account; null if it is elsewhere.</param>
    /// <param name="limits">What a photograph may ask for, here as in the functions.</param>
    /// <param name="port">Its port; 0 is any that is free.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="PlainErrorException">The port is in use.</exception>
    public static async Task<GalleryServer> StartAsync(
        StorageClients storage, string? data, ImageLimits limits, int port, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "Colorize.Cli" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = limits.MaxBytes + UploadLimits.MaxListBytes;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(MinBytesPerSecond, StallGrace);
        });
        builder.Services.AddSingleton(limits);
        AddServices(builder.Services, storage, data is not null);
        WebApplication web = builder.Build();
        web.Use(PageGuard.InvokeAsync);
        GalleryRoutes.Map(web);
        try
        {
            await web.StartAsync(cancellationToken);
            AlbumPoller poller = web.Services.GetRequiredService<AlbumPoller>();
            return new GalleryServer(web, data is null ? null : new EmulatorActivity(data, poller.RequestPoll));
        }
        catch (IOException exception) when (exception.InnerException is SocketException or AddressInUseException)
        {
            await web.DisposeAsync();
            throw new PlainErrorException($"Port {port} is in use. Choose another: ./colorize up --port 0");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _activity?.Dispose();
        await _web.DisposeAsync();
    }

    private static void AddServices(IServiceCollection services, StorageClients storage, bool notifies)
    {
        services.AddSingleton(storage);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new PollSchedule(notifies));
        services.AddSingleton<AlbumIndex>();
        services.AddSingleton<AlbumListing>();
        services.AddSingleton<AlbumProbe>();
        services.AddSingleton<MissingCutoff>();
        services.AddSingleton<AlbumPoller>();
        services.AddHostedService(provider => provider.GetRequiredService<AlbumPoller>());
        services.AddSingleton<ChangeStream>();
        services.AddSingleton<UploadEndpoint>();
        services.AddSingleton<PhotographBlobs>();
        services.AddSingleton<PreviewEndpoint>();
        services.AddSingleton<DownloadEndpoint>();
        services.AddSingleton<PendingZips>();
        services.AddSingleton<ZipEndpoint>();
        services.AddSingleton<PhotographDeletion>();
        services.AddSingleton<PhotographRenewal>();
        services.AddSingleton<ActionEndpoints>();
    }
}
