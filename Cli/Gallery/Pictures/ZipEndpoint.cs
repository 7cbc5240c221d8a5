using System.IO.Compression;
using System.Net.Mime;
using Azure;
using Colorize.Cli.Dropping;
using Colorize.Storage;
using Microsoft.AspNetCore.Http;

namespace Colorize.Cli.Gallery.Pictures;

/// <summary>Sends photographs in colour as one zip, file by file as it reads them.</summary>
internal sealed class ZipEndpoint(PendingZips zips, PhotographBlobs blobs)
{
    private const string FileName = "colorized.zip";
    private const string LeftOut = "left out.txt";

    /// <summary>Answers with the zip of a name.</summary>
    public async Task AnswerAsync(string name, HttpResponse response, CancellationToken cancellationToken)
    {
        if (zips.Find(name) is not { } paths)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        response.ContentType = MediaTypeNames.Application.Zip;
        response.Headers.ContentDisposition = $"attachment; filename=\"{FileName}\"";
        List<string> missing = [];
        await using ZipArchive zip = await ZipArchive.CreateAsync(
            response.BodyWriter.AsStream(), ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        foreach (string path in paths.Distinct())
        {
            if (!await TryAddAsync(zip, path, cancellationToken))
            {
                missing.Add(path);
            }
        }

        if (missing.Count > 0)
        {
            await using Stream note = await zip.CreateEntry(LeftOut).OpenAsync(cancellationToken);
            await using StreamWriter writer = new(note);
            await writer.WriteLineAsync("These photographs are not in colour (any more), and so not in this file:");
            await writer.WriteAsync(string.Join('\n', missing));
        }
    }

    private async Task<bool> TryAddAsync(ZipArchive zip, string path, CancellationToken cancellationToken)
    {
        if (blobs.Find(ContainerNames.Colorized, path) is not { } blob)
        {
            return false;
        }

        try
        {
            await using Stream content = await blob.OpenReadAsync(cancellationToken: cancellationToken);

            // Photographs are compressed already.
            ZipArchiveEntry entry = zip.CreateEntry(EntryName(path), CompressionLevel.NoCompression);
            await using Stream target = await entry.OpenAsync(cancellationToken);
            await content.CopyToAsync(target, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsNotFound())
        {
            return false;
        }
    }

    // No name of storage leads out of the folder into which somebody unpacks it.
    private static string EntryName(string path) =>
        string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(BlobName.Of));
}
