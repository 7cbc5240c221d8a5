using System.Buffers;
using System.Text.Json;
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
    private readonly SemaphoreSlim _uploads = new(PhotoDrop.MaxAtOnce);
    private readonly UploadBody _body = new(limits);

    /// <summary>
    /// Takes the photographs of a request's body, and answers with a line of JSON for each, in their order, as soon as it is stored.
    /// </summary>
    /// <param name="list">The length of the list in front of their contents, in bytes.</param>
    /// <param name="context">The request.</param>
    public async Task AnswerAsync(int list, HttpContext context)
    {
        try
        {
            _body.Check(list, context.Request.ContentLength);
            await _bodies.WaitAsync(context.RequestAborted);
            try
            {
                await TellAsync(await TakeAsync(list, context), context.Response, context.RequestAborted);
            }
            finally
            {
                _bodies.Release();
            }
        }
        catch (UploadRefusedException exception)
        {
            await Results.Text(exception.Message, statusCode: exception.Status).ExecuteAsync(context);
        }
    }

    public void Dispose()
    {
        _bodies.Dispose();
        _uploads.Dispose();
    }

    /// <summary>Reads them all; each is being stored as soon as it is there, while the next one comes.</summary>
    private async Task<IReadOnlyList<Task<UploadOutcome>>> TakeAsync(int list, HttpContext context)
    {
        using CancellationTokenSource late = new(MaxBodyTime, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        List<Task<UploadOutcome>> stored = [];
        try
        {
            await foreach ((string path, byte[] content) in _body.ReadAsync(list, context.Request, stop.Token))
            {
                stored.Add(StoreAsync(path, content, context.RequestAborted));
            }

            return stored;
        }
        catch (Exception exception)
        {
            // What has come is in memory until it is stored.
            await ((Task)Task.WhenAll(stored)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            bool stalled = late.IsCancellationRequested
                || exception is BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout };
            if (stalled)
            {
                throw Stalled(context.Response);
            }

            throw;
        }
    }

    private static async Task TellAsync(
        IReadOnlyList<Task<UploadOutcome>> stored, HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = "application/x-ndjson; charset=utf-8";
        foreach (Task<UploadOutcome> one in stored)
        {
            if (!one.IsCompleted)
            {
                await response.BodyWriter.FlushAsync(cancellationToken);
            }

            response.BodyWriter.Write(JsonSerializer.SerializeToUtf8Bytes(await one, JsonSerializerOptions.Web));
            response.BodyWriter.Write("\n"u8);
        }
    }

    private async Task<UploadOutcome> StoreAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        await _uploads.WaitAsync(cancellationToken);
        try
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

            return new UploadOutcome(dropped.IsNew);
        }
        catch (Exception exception) when (StorageErrorMessage.IsIn(exception))
        {
            return new UploadOutcome(IsNew: false, $"could not be stored. {StorageErrorMessage.Of(exception)}");
        }
        finally
        {
            _uploads.Release();
        }
    }

    private static UploadRefusedException Stalled(HttpResponse response)
    {
        // What is left of the body is not waited for.
        response.Headers.Connection = "close";
        return new(StatusCodes.Status408RequestTimeout, $"stalled: it did not arrive within {MaxBodyTime.TotalSeconds:0} s. Try it again.");
    }
}
