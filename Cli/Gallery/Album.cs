using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Colorize.Cli.Status;
using Colorize.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Colorize.Cli.Gallery;

/// <summary>The photographs of the page, newest first, with an ETag, so that a page that asks every second is told little.</summary>
internal sealed class Album(StorageClients storage)
{
    private const int Shown = 200;

    private readonly Tracker _tracker = new(storage);

    /// <summary>Answers with the cards, or that nothing has changed.</summary>
    public async Task AnswerAsync(HttpRequest request, HttpResponse response)
    {
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        IReadOnlyList<TrackedBlob> blobs = await _tracker.TrackAsync(Route.Photographs, cancellationToken);
        var cards = blobs.OrderByDescending(blob => blob.Modified).ThenBy(blob => blob.Path, StringComparer.Ordinal).Take(Shown).Select(blob =>
        {
            string version = $"{blob.ETag} {blob.State} {blob.OutputETag}";
            return new { key = blob.Path, version, html = Card(blob).Render(blob.Path, version) };
        });
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(cards);
        string tag = $"\"{Convert.ToHexString(SHA256.HashData(json).AsSpan(0, 12))}\"";
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "no-store";
        if (request.Headers[HeaderNames.IfNoneMatch] == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/json";
        await response.Body.WriteAsync(json, cancellationToken);
    }

    private static PhotoCard Card(TrackedBlob blob)
    {
        string before = Address("preview", ContainerNames.Grayscale, blob.Path, blob.ETag);
        if (blob.State != BlobState.Done)
        {
            string why = blob.State switch
            {
                BlobState.Rejected or BlobState.GivenUp => blob.Message ?? string.Empty,
                _ => "Waiting for its turn…",
            };
            return new PhotoCard(blob.Path, blob.State, blob.State == BlobState.Rejected ? null : before, null, 0, 0, [why], null);
        }

        string after = Address("preview", ContainerNames.Colorized, blob.Path, blob.OutputETag!);
        string file = Address("original", ContainerNames.Colorized, blob.Path, blob.OutputETag!);
        string size = string.Create(CultureInfo.InvariantCulture, $"{blob.Output!.Width} × {blob.Output.Height} pixels, model {blob.Output.ModelVersion}");
        string seen = blob.Output.Known is null ? string.Empty : $"Looks like: {blob.Output.ClassInWords}";
        return new PhotoCard(blob.Path, blob.State, before, after, blob.Output.Width, blob.Output.Height, [seen, size], file);
    }

    private static string Address(string kind, string container, string path, string eTag) =>
        $"/{kind}/{container}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}?v={Uri.EscapeDataString(eTag)}";
}
