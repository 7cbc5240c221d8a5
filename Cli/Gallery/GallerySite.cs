using System.Net.Sockets;
using System.Reflection;
using Azure;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Colorize.Cli.Gallery;

/// <summary>A page on this machine alone that shows the photographs before and after, and takes new ones.</summary>
internal sealed class GallerySite : IAsyncDisposable
{
    private const string Page = "Colorize.Cli.Gallery.gallery.html";
    private const long LargestUpload = 64L << 20;

    private readonly WebApplication _site;

    private GallerySite(WebApplication site) => _site = site;

    /// <summary>Where it is.</summary>
    public string Address => _site.Urls.First();

    /// <summary>Starts the site.</summary>
    /// <exception cref="PlainErrorException">The port is in use.</exception>
    public static async Task<GallerySite> StartAsync(StorageClients storage, int port, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "Colorize.Cli" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = LargestUpload);
        WebApplication site = builder.Build();
        Map(site, storage);
        try
        {
            await site.StartAsync(cancellationToken).ConfigureAwait(false);
            return new(site);
        }
        catch (IOException exception) when (exception.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await site.DisposeAsync().ConfigureAwait(false);
            throw new PlainErrorException($"Port {port} is in use. Choose another: ./colorize up --port 0");
        }
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static void Map(WebApplication site, StorageClients storage)
    {
        // Only this machine's browser on this very page may talk to the site, whatever name another site gives to 127.0.0.1.
        site.Use(async (context, next) =>
        {
            bool foreign = context.Request.Headers.Origin is [string origin] && origin != $"{context.Request.Scheme}://{context.Request.Host}";
            if (foreign || context.Request.Host.Host is not ("127.0.0.1" or "localhost"))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            context.Response.Headers.XContentTypeOptions = "nosniff";
            await next(context).ConfigureAwait(false);
        });
        site.MapGet("/", () => Results.Stream(Assembly.GetExecutingAssembly().GetManifestResourceStream(Page)!, "text/html; charset=utf-8"));
        site.MapGet("/photos", async (CancellationToken stopped) =>
            Results.Json(await new PhotoList(storage).ReadAsync(stopped).ConfigureAwait(false)));
        site.MapGet("/before/{**name}", (string name, CancellationToken stopped) => SendAsync(storage, ContainerNames.Grayscale, name, stopped));
        site.MapGet("/after/{**name}", (string name, CancellationToken stopped) => SendAsync(storage, ContainerNames.Colorized, name, stopped));
        site.MapPost("/drop/{name}", async (string name, HttpRequest request, CancellationToken stopped) =>
        {
            await storage.Container(ContainerNames.Grayscale).GetBlobClient(name).UploadAsync(request.Body, overwrite: true, stopped).ConfigureAwait(false);
            return Results.NoContent();
        });
    }

    private static async Task<IResult> SendAsync(StorageClients storage, string container, string name, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadStreamingResult blob = await storage.Container(container).GetBlobClient(name)
                .DownloadStreamingAsync(cancellationToken: cancellationToken).ConfigureAwait(false);

            // The uploader's content type is not believed: whatever a blob is, a browser may only show it as an image.
            string type = blob.Details.ContentType is string given && given.StartsWith("image/", StringComparison.Ordinal) && given != "image/svg+xml" ? given : "image/jpeg";
            return Results.Stream(blob.Content, type);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return Results.NotFound();
        }
    }
}
