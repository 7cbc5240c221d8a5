namespace Colorize.Functions.Delivery;

/// <summary>What a function makes of an image.</summary>
/// <param name="OutputContainer">The container of the output.</param>
/// <param name="OutputPath">
/// The output's path for the source's; throws an <see cref="Colorize.Imaging.ImageRejectedException"/> if the source lies at a wrong one.
/// </param>
/// <param name="MakeAsync">Makes the output from the source and its content.</param>
internal sealed record Recipe(
    string OutputContainer,
    Func<string, string> OutputPath,
    Func<SourceBlob, ReadOnlyMemory<byte>, CancellationToken, Task<Product>> MakeAsync);
