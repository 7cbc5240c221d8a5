using System.Globalization;
using Colorize.Cli.Dropping;
using Colorize.Cli.Dropping.Uploads;
using Colorize.Imaging;
using Microsoft.AspNetCore.Http;

namespace Colorize.Cli.Gallery;

/// <summary>Takes photographs that are dropped on the page.</summary>
internal sealed class GalleryUploads(PhotoDrop drop) : IDisposable
{
    private static readonly long MaxBytes = new ImageLimits().MaxBytes;

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Takes a photograph from a request's body.</summary>
    public async Task<IResult> AnswerAsync(string name, HttpRequest request)
    {
        string limit = string.Create(CultureInfo.InvariantCulture, $"{name} is larger than {MaxBytes >> 20} MiB, the most that is taken.");
        if (request.ContentLength > MaxBytes)
        {
            return Results.Text(limit, statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        using MemoryStream body = new();
        try
        {
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        }
        catch (BadHttpRequestException)
        {
            return Results.Text(limit, statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        byte[] content = body.ToArray();
        await _one.WaitAsync(request.HttpContext.RequestAborted);
        try
        {
            Photograph photograph = new(name, name, _ => Task.FromResult(content));
            DroppedPhotograph dropped = await drop.DropAsync(photograph, request.HttpContext.RequestAborted);
            return Results.Json(new { dropped.Blob, dropped.ETag });
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
