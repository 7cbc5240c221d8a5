namespace Colorize.Functions.Delivery;

/// <summary>What a function made of an image.</summary>
/// <param name="Content">The bytes of the output blob.</param>
/// <param name="ContentType">Their content type.</param>
/// <param name="Metadata">What the function says about them; the source's ETag is added to it.</param>
/// <param name="Summary">The end of the log line: what was made.</param>
internal sealed record TransformedImage(
    ReadOnlyMemory<byte> Content, string ContentType, Dictionary<string, string> Metadata, string Summary);
