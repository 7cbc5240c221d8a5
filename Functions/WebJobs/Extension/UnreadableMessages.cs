using System.Buffers.Text;
using System.Text;
using System.Xml.Linq;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Colorize.Storage;
using Colorize.Text;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.WebJobs.Extension;

/// <summary>
/// Takes messages that nobody can read out of what storage gives to the extension, which would stop at them or meet them again and
/// again. They are moved to a queue of their own, with a line in the log.
/// </summary>
internal sealed partial class UnreadableMessages(StorageClients storage, ILogger<UnreadableMessages> logger) : HttpPipelinePolicy
{
    /// <summary>Where they go.</summary>
    public const string QueueName = "colorize-unreadable";

    private readonly QueueClient _aside = storage.Queues.GetQueueClient(QueueName);

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (message.Request.Method == RequestMethod.Get
            && message.Response is { Status: 200, ContentStream: { CanSeek: true } answer }
            && message.Request.Uri.ToUri() is { Segments: [.., { } queue, "messages"] } address
            && !address.Query.Contains("peekonly", StringComparison.Ordinal))
        {
            message.Response.ContentStream = await WithoutUnreadableAsync(queue.TrimEnd('/'), answer, message.CancellationToken);
        }
    }

    private static bool IsReadable(string text) =>
        Base64.IsValid(text)
        && BlobTriggerMessage.TryParse(Encoding.UTF8.GetString(Convert.FromBase64String(text))) is { FunctionId: not null } message
        && Route.All.Any(route => route.Source == message.ContainerName)
        && BlobPaths.IsUsableSource(message.BlobName);

    private static string TextOf(XElement message) => message.Element(nameof(QueueMessage.MessageText))!.Value;

    private async Task<Stream> WithoutUnreadableAsync(string queueName, Stream answer, CancellationToken cancellationToken)
    {
        XDocument messages = await XDocument.LoadAsync(answer, LoadOptions.None, cancellationToken);
        QueueClient queue = storage.Queues.GetQueueClient(queueName);
        foreach (XElement message in messages.Descendants(nameof(QueueMessage)).Where(one => !IsReadable(TextOf(one))).ToArray())
        {
            await SetAsideAsync(queue, message, cancellationToken);
            message.Remove();
        }

        MemoryStream readable = new();
        await messages.SaveAsync(readable, SaveOptions.DisableFormatting, cancellationToken);
        readable.Position = 0;
        return readable;
    }

    private async Task SetAsideAsync(QueueClient queue, XElement message, CancellationToken cancellationToken)
    {
        string text = TextOf(message);
        LogUnreadable(queue.Name, VisibleText.Of(text, VisibleText.MaxQuoted), QueueName);
        await _aside.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await _aside.SendMessageAsync(text, cancellationToken);
        await queue.DeleteMessageAsync(
            message.Element(nameof(QueueMessage.MessageId))!.Value,
            message.Element(nameof(QueueMessage.PopReceipt))!.Value,
            cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "A message in {Queue} cannot be read and is moved to {Aside}: {Message}")]
    private partial void LogUnreadable(string queue, string message, string aside);
}
