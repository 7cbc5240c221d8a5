using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Colorize.Trainer.Logs;

/// <summary>A log beside the model set in storage: an append blob, which a killed process leaves whole.</summary>
internal sealed class BlobLog(BlobContainerClient container, string path) : ILogStore
{
    private static readonly AppendBlobCreateOptions Text =
        new() { HttpHeaders = new BlobHttpHeaders { ContentType = "text/plain; charset=utf-8" } };

    private readonly AppendBlobClient _blob = container.GetAppendBlobClient(path);

    public string Description => _blob.Uri.GetLeftPart(UriPartial.Path);

    public void Append(string lines)
    {
        _blob.CreateIfNotExists(Text);
        using var block = new MemoryStream(Encoding.UTF8.GetBytes(lines));
        _blob.AppendBlock(block);
    }
}
