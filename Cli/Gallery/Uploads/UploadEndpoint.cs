using System.Globalization;
using Colorize.Cli.Dropping;
using Colorize.Cli.Dropping.Uploads;
using Colorize.Cli.Gallery.Album;
using Colorize.Imaging;
using Colorize.Storage;
using Microsoft.AspNetCore.Http;

namespace Colorize.Cli.Gallery.Uploads;

/// <summary>Takes photographs that are dropped on the page: a few bodies in memory at a time, and none that never ends.</summary>
internal sealed class UploadEndpoint(
    StorageClients storage, ImageLimits limits, AlbumIndex index, AlbumPoller poller, TimeProvider time) : IDisposable
{
    /// <summary>The bodies that are in memory at a time; the others wait in their connections.</summary>
    public const int MaxBodies = 4;

    /// <summary>The longest time that a body may take from its first byte to its last.</summary>
    public static readonly TimeSpan MaxBodyTime = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _bodies = new(MaxBodies);

    /// <summary>Takes a photograph from a request's body.</summary>
    public async Task<IResult> AnswerAsync(string path, HttpRequest request)
    {
        CancellationToken closed = request.HttpContext.RequestAborted;
        if (request.ContentLength > limits.MaxBytes)
        {
            return TooLarge(path);
        }

        await _bodies.WaitAsync(closed);
        try
        {
            using MemoryStream body = new((int)(request.ContentLength ?? 0));
            if (await ReadAsync(path, request, body) is { } refusal)
            {
                return refusal;
            }

            return Results.Json(new { (await StoreAsync(path, body.ToArray(), closed)).IsNew });
        }
        finally
        {
            _bodies.Release();
        }
    }

    public void Dispose() => _bodies.Dispose();

    private async Task<DroppedPhotograph> StoreAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        // A drop of its own for each photograph: one that was deleted leaves no trace, and storage tells apart what comes side by side.
        Photograph photograph = new(path, path, _ => Task.FromResult(content));
        DroppedPhotograph dropped =
            await new PhotoDrop(storage, preferences: default, index.Knows).DropAsync(photograph, content, cancellationToken);
        if (dropped.IsNew)
        {
            index.Put(new AlbumSource(dropped.Blob, dropped.ETag, time.GetUtcNow(), dropped.Size));
            poller.RecordUpload();
        }

        return dropped;
    }

    private async Task<IResult?> ReadAsync(string path, HttpRequest request, MemoryStream body)
    {
        using CancellationTokenSource late = new(MaxBodyTime, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, request.HttpContext.RequestAborted);
        try
        {
            await request.Body.CopyToAsync(body, stop.Token);
            return null;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return TooSlow(path, request);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status408RequestTimeout)
        {
            return TooSlow(path, request);
        }
        catch (BadHttpRequestException)
        {
            return TooLarge(path);
        }
    }

    private static IResult TooSlow(string path, HttpRequest request)
    {
        // What is left of the body is not waited for.
        request.HttpContext.Response.Headers.Connection = "close";
        return Results.Text(
            $"{path} stalled: it did not arrive within {MaxBodyTime.TotalSeconds:0} s. Try it again.",
            statusCode: StatusCodes.Status408RequestTimeout);
    }

    private IResult TooLarge(string path) => Results.Text(
        string.Create(
            CultureInfo.InvariantCulture, $"{path} is larger than {limits.MaxBytes / (double)(1 << 20):0.##} MiB, the most that is taken."),
        statusCode: StatusCodes.Status413PayloadTooLarge);
}
