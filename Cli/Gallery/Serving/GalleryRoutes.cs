using System.Text;
using Colorize.Cli.Gallery.Actions;
using Colorize.Cli.Gallery.Album;
using Colorize.Cli.Gallery.Pictures;
using Colorize.Cli.Gallery.Uploads;
using Colorize.Imaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Colorize.Cli.Gallery.Serving;

/// <summary>The addresses of the gallery. Names of photographs are query values, which keep every character as it is.</summary>
internal static class GalleryRoutes
{
    /// <summary>Adds them.</summary>
    public static void Map(WebApplication web)
    {
        foreach (string file in PageFile.OfGallery)
        {
            string text = PageFile.Read(file);
            web.MapGet(
                file == PageFile.Start ? "/" : $"/{Path.GetFileName(file)}",
                () => Results.Text(text, PageFile.ContentType(file), Encoding.UTF8));
        }

        ImageLimits limits = web.Services.GetRequiredService<ImageLimits>();
        web.MapGet("/limits.js", () => Results.Text(UploadLimits.ForPage(limits), "text/javascript", Encoding.UTF8));
        MapPhotographs(web);
        MapActions(web);
    }

    private static void MapPhotographs(WebApplication web)
    {
        web.MapGet("/changes", (ChangeStream changes, string? since, HttpContext context) => changes.Answer(since, context));
        web.MapPut("/photographs", (UploadEndpoint uploads, int list, HttpContext context) => uploads.AnswerAsync(list, context));
        web.MapGet(
            "/preview",
            (PreviewEndpoint previews, string container, string path, string version, PreviewSize size, HttpContext context) =>
                previews.AnswerAsync(container, path, version, size, context));
        web.MapGet("/original", (DownloadEndpoint downloads, string container, string path, HttpContext context) =>
            downloads.AnswerAsync(container, path, context.RequestAborted));
        web.MapGet(
            "/zip/{name}",
            (ZipEndpoint zip, string name, HttpContext context) => zip.AnswerAsync(name, context.Response, context.RequestAborted));
    }

    private static void MapActions(WebApplication web)
    {
        web.MapGet("/choices", (ActionEndpoints actions, CancellationToken closed) => actions.ChoicesAsync(closed));
        web.MapPost(
            "/delete",
            (ActionEndpoints actions, PhotographSelection selection, CancellationToken closed) => actions.DeleteAsync(selection, closed));
        web.MapPost(
            "/retry",
            (ActionEndpoints actions, PhotographSelection selection, CancellationToken closed) => actions.RetryAsync(selection, closed));
        web.MapPost(
            "/wish",
            (ActionEndpoints actions, PhotographPreferences wanted, CancellationToken closed) =>
                actions.ChangePreferencesAsync(wanted, closed));
        web.MapPost("/zip", (ActionEndpoints actions, PhotographSelection selection) => actions.PrepareZip(selection));
    }
}
