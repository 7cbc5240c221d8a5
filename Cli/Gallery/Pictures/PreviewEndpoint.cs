using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Imaging;
using Colorize.Storage;
using Microsoft.AspNetCore.Http;

namespace Colorize.Cli.Gallery.Pictures;

/// <summary>Pictures for the page: JPEGs that every browser shows, made of whatever the photographs are.</summary>
internal sealed class PreviewEndpoint(PhotographBlobs blobs, ImageLimits limits) : IDisposable
{
    // The address of a preview names the version of its photograph, so that a browser never has to ask again.
    private const string KeptForGood = "private, max-age=31536000, immutable";

    // Decoding is for the functions; a page may wait. One picture that is slow does not keep the others.
    private readonly SemaphoreSlim _decoders = new(Math.Clamp(Environment.ProcessorCount / 2, 2, 4));

    /// <summary>Answers with a picture.</summary>
    /// <param name="container"><c>grayscale</c> or <c>colorized</c>.</param>
    /// <param name="path">The photograph.</param>
    /// <param name="version">Its ETag, without quotes.</param>
    /// <param name="size">How large the picture shall be.</param>
    /// <param name="context">The request; where it ends early, so does the decoder.</param>
    public async Task<IResult> AnswerAsync(string container, string path, string version, PreviewSize size, HttpContext context)
    {
        if (blobs.Find(container, path) is not { } blob)
        {
            return Results.NotFound();
        }

        CancellationToken closed = context.RequestAborted;
        await _decoders.WaitAsync(closed);
        try
        {
            byte[] content = await DownloadAsync(blob, path, version, closed);
            byte[] jpeg = await Task.Run(
                () => new Preview(limits).ToJpeg(content, path, LongestSide(size), cancellationToken: closed), closed);
            context.Response.Headers.CacheControl = KeptForGood;
            return Results.Bytes(jpeg, "image/jpeg");
        }
        catch (ImageRejectedException exception)
        {
            return Results.Text(exception.Message, statusCode: StatusCodes.Status415UnsupportedMediaType);
        }
        catch (RequestFailedException exception) when (exception.IsOvertaken())
        {
            return Results.NotFound();
        }
        finally
        {
            _decoders.Release();
        }
    }

    public void Dispose() => _decoders.Dispose();

    private async Task<byte[]> DownloadAsync(BlobClient blob, string path, string version, CancellationToken cancellationToken)
    {
        BlobDownloadOptions sameVersion = new() { Conditions = new BlobRequestConditions { IfMatch = new ETag($"\"{version}\"") } };
        using BlobDownloadStreamingResult download = await blob.DownloadStreamingAsync(sameVersion, cancellationToken);
        limits.CheckBytes(path, download.Details.ContentLength);
        byte[] content = GC.AllocateUninitializedArray<byte>((int)download.Details.ContentLength);
        await download.Content.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    private static int LongestSide(PreviewSize size) => size switch
    {
        PreviewSize.Tile => 640,
        PreviewSize.Screen => 1920,
        _ => 8192,
    };
}
