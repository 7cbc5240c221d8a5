using Microsoft.AspNetCore.Http;

namespace Colorize.Cli.Gallery.Pictures;

/// <summary>The files themselves, to be saved and never shown: their content may be anything.</summary>
internal sealed class DownloadEndpoint(PhotographBlobs blobs)
{
    /// <summary>Answers with a file.</summary>
    public async Task<IResult> AnswerAsync(string container, string path, CancellationToken cancellationToken)
    {
        if (blobs.Find(container, path) is not { } blob)
        {
            return Results.NotFound();
        }

        Stream content = await blob.OpenReadAsync(cancellationToken: cancellationToken);
        return Results.Stream(content, "application/octet-stream", path[(path.LastIndexOf('/') + 1)..]);
    }
}
