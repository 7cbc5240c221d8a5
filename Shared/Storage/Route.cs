namespace Colorize.Storage;

/// <summary>A way of the data: from the container that blobs come to, to that of their outputs.</summary>
/// <param name="Source">The container that blobs come to.</param>
/// <param name="Target">The container of the outputs.</param>
/// <param name="Output">The name of the output for the name of the source.</param>
public sealed record Route(string Source, string Target, Func<string, string> Output)
{
    /// <summary>Photographs.</summary>
    public static Route Photographs { get; } = new(ContainerNames.Grayscale, ContainerNames.Colorized, path => path);

    /// <summary>Training images.</summary>
    public static Route TrainingImages { get; } = new(ContainerNames.Uploads, ContainerNames.Tensors, BlobPaths.Tensor);

    /// <summary>Both, photographs first.</summary>
    public static IReadOnlyList<Route> All { get; } = [Photographs, TrainingImages];
}
