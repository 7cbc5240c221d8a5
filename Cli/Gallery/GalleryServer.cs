using System.Net.Sockets;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Dropping;
using Colorize.Cli.Dropping.Uploads;
using Colorize.Imaging;
using Colorize.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Colorize.Cli.Gallery;

/// <summary>The gallery as a web page for this machine alone.</summary>
internal sealed class GalleryServer : IAsyncDisposable
{
    private readonly WebApplication _web;

    private GalleryServer(WebApplication web) => _web = web;

    /// <summary>Its address.</summary>
    public string Address => _web.Urls.First();

    /// <summary>Starts it.</summary>
    /// <param name="storage">The storage account that it shows.</param>
    /// <param name="port">Its port; 0 is any that is free.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="PlainErrorException">The port is in use.</exception>
    public static async Task<GalleryServer> StartAsync(StorageClients storage, int port, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "Colorize.Cli" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = new ImageLimits().MaxBytes + 1);
        builder.Services.AddSingleton(storage);
        builder.Services.AddSingleton<Album>();
        builder.Services.AddSingleton<GalleryPictures>();
        builder.Services.AddSingleton(_ => new GalleryUploads(new PhotoDrop(storage, ColorWish.None)));
        WebApplication web = builder.Build();
        web.Use(GuardAsync);
        Map(web);
        try
        {
            await web.StartAsync(cancellationToken);
            return new GalleryServer(web);
        }
        catch (IOException exception) when (exception.InnerException is SocketException or AddressInUseException)
        {
            await web.DisposeAsync();
            throw new PlainErrorException($"Port {port} is in use. Choose another: ./colorize up --port 0");
        }
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private static void Map(WebApplication web)
    {
        MapFile(web, "/", "album.html", "text/html");
        MapFile(web, "/gallery.css", "gallery.css", "text/css");
        MapFile(web, "/compare.js", "compare.js", "text/javascript");
        MapFile(web, "/album.js", "album.js", "text/javascript");
        web.MapGet("/photographs", (Album album, HttpRequest request, HttpResponse response) => album.AnswerAsync(request, response));
        web.MapPut("/photographs/{name}", (GalleryUploads uploads, string name, HttpRequest request) => uploads.AnswerAsync(name, request));
        web.MapGet("/preview/{container}/{**path}", (GalleryPictures pictures, string container, string path, HttpContext context) =>
            pictures.PreviewAsync(container, path, context.RequestAborted));
        web.MapGet("/original/{container}/{**path}", (GalleryPictures pictures, string container, string path, HttpContext context) =>
            pictures.OriginalAsync(container, path, context.RequestAborted));
    }

    private static void MapFile(WebApplication web, string path, string name, string contentType)
    {
        string text = PageFile.Read(name);
        web.MapGet(path, () => Results.Text(text, contentType, Encoding.UTF8));
    }

    // A page elsewhere must not read the photographs by a name that it has made point here (DNS rebinding), nor upload.
    private static async Task GuardAsync(HttpContext context, Func<Task> next)
    {
        bool foreign = context.Request.Headers.Origin is [string origin] && origin != $"{context.Request.Scheme}://{context.Request.Host}";
        if (foreign || context.Request.Host.Host is not ("127.0.0.1" or "localhost"))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        try
        {
            await next();
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound && !context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The page was closed.
        }
    }
}
