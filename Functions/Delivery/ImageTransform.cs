using Colorize.Storage;

namespace Colorize.Functions.Delivery;

/// <summary>What a function makes of an image.</summary>
/// <param name="Route">Where the image comes from, and where the output goes.</param>
/// <param name="CheckPath">Throws an <see cref="Colorize.Imaging.ImageRejectedException"/> if the source lies at a wrong path.</param>
/// <param name="RunAsync">Makes the output from the source and its content.</param>
internal sealed record ImageTransform(
    Route Route,
    Action<string> CheckPath,
    Func<SourceBlob, ReadOnlyMemory<byte>, CancellationToken, Task<TransformedImage>> RunAsync);
