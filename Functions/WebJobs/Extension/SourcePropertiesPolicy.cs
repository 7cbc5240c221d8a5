using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Colorize.Storage;

namespace Colorize.Functions.WebJobs.Extension;

/// <summary>
/// Answers what the extension asks of a source before it calls its function: three times, whether the blob is there and of what kind. The
/// function asks for no more than the name and then opens the newest version by itself, if there is one, so nothing has to be sent.
/// </summary>
internal sealed class SourcePropertiesPolicy : HttpPipelinePolicy
{
    private static readonly string[] Sources = [.. Route.All.Select(route => route.Source)];

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (!TryAnswer(message))
        {
            ProcessNext(message, pipeline);
        }
    }

    /// <inheritdoc/>
    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        TryAnswer(message) ? ValueTask.CompletedTask : ProcessNextAsync(message, pipeline);

    private static bool TryAnswer(HttpMessage message)
    {
        if (message.Request.Method != RequestMethod.Head)
        {
            return false;
        }

        BlobUriBuilder address = new(message.Request.Uri.ToUri(), trimBlobNameSlashes: false);
        if (address.BlobName.Length == 0 || !Sources.Contains(address.BlobContainerName))
        {
            return false;
        }

        message.Response = new BlockBlob { ClientRequestId = message.Request.ClientRequestId };
        return true;
    }

    /// <summary>Says that there is a block blob, as photographs are.</summary>
    private sealed class BlockBlob : Response
    {
        private static readonly HttpHeader Type = new("x-ms-blob-type", "BlockBlob");

        public override int Status => 200;

        public override string ReasonPhrase => "OK";

        public override Stream? ContentStream { get; set; }

        public override string ClientRequestId { get; set; } = string.Empty;

        public override void Dispose()
        {
        }

        protected override bool ContainsHeader(string name) => IsType(name);

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [Type];

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) =>
            (value = IsType(name) ? Type.Value : null) is not null;

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values) =>
            (values = IsType(name) ? [Type.Value] : null) is not null;

        private static bool IsType(string name) => name.Equals(Type.Name, StringComparison.OrdinalIgnoreCase);
    }
}
