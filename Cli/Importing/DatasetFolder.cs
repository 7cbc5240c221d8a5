namespace Colorize.Cli.Importing;

/// <summary>A labelled image set on this machine: a folder for each class, with its images in it.</summary>
internal static class DatasetFolder
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".avif", ".heic", ".heif"];

    /// <summary>The images and their classes.</summary>
    /// <exception cref="PlainErrorException">The folder is not laid out so.</exception>
    public static IReadOnlyList<(string File, string Class)> Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new PlainErrorException($"{folder} does not exist.");
        }

        var images = new List<(string, string)>();
        foreach (string classFolder in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            IEnumerable<string> files = Directory.EnumerateFiles(classFolder).Order(StringComparer.Ordinal);
            images.AddRange(files.Where(IsImage).Select(file => (file, Path.GetFileName(classFolder))));
        }

        return images.Count > 0
            ? images
            : throw new PlainErrorException($"{folder} holds no images in class folders. It should look like {folder}/dog/0001.jpg.{PartsHint(folder)}");
    }

    // Datasets often come as train/dog/0001.jpg and test/dog/0001.jpg.
    private static string PartsHint(string folder)
    {
        string? part = Directory.EnumerateDirectories(folder).FirstOrDefault(inner => Directory.EnumerateDirectories(inner).Any());
        return part is null ? string.Empty : $" {part} seems to do: ./colorize import {part} --split {(Path.GetFileName(part) == "test" ? "test" : "train")}";
    }

    private static bool IsImage(string file) => Extensions.Contains(Path.GetExtension(file).ToLowerInvariant());
}
