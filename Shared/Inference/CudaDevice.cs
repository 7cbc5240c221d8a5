namespace Colorize.Inference;

/// <summary>The NVIDIA GPU of this machine, as its driver tells of it.</summary>
public static class CudaDevice
{
    private const string Folder = "/proc/driver/nvidia/gpus";
    private const string ModelField = "Model:";

    /// <summary>The first GPU's name, such as <c>NVIDIA T4</c>; where the driver does not tell, <c>unnamed GPU</c>.</summary>
    public static string Name => ReadName(Folder);

    /// <summary>The name in the first <c>*/information</c> file of a folder.</summary>
    internal static string ReadName(string folder)
    {
        try
        {
            return Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
                .SelectMany(gpu => File.ReadLines(Path.Combine(gpu, "information")))
                .Where(line => line.StartsWith(ModelField, StringComparison.Ordinal))
                .Select(line => line[ModelField.Length..].Trim())
                .FirstOrDefault(name => name.Length > 0) ?? "unnamed GPU";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "unnamed GPU";
        }
    }
}
