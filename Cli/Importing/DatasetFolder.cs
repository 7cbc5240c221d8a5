using Colorize.Cli.Files;
using Colorize.Files;
using Colorize.Text;

namespace Colorize.Cli.Importing;

/// <summary>A labelled image set on this machine: a folder for each class, with its images in it.</summary>
/// <param name="Images">The images, by class and name.</param>
/// <param name="LeftOut">What is in the folder besides, and why it is left out.</param>
internal sealed record DatasetFolder(IReadOnlyList<DatasetImage> Images, IReadOnlyList<(string File, string Reason)> LeftOut)
{
    private const int ImageDepth = 2;

    /// <summary>Reads a folder.</summary>
    /// <exception cref="PlainErrorException">It is not laid out so.</exception>
    public static DatasetFolder Read(string folder, bool followLinks)
    {
        if (!Directory.Exists(folder))
        {
            throw new PlainErrorException(
                File.Exists(folder)
                    ? $"{folder} is a file. Name the folder that holds a folder for each class."
                    : $"{folder} does not exist.");
        }

        List<DatasetImage> images = [];
        List<(string, string)> leftOut = [];
        foreach (FolderFile file in new FolderWalk(folder, followLinks).Files())
        {
            string[] parts = file.RelativePath.Split('/');
            if (WhyNot(file, parts) is { } reason)
            {
                leftOut.Add((file.RelativePath, reason));
            }
            else
            {
                images.Add(new DatasetImage(file.Path, parts[0]));
            }
        }

        HashSet<string> classes = [.. images.Select(image => image.Class)];
        leftOut.AddRange(
            ClassFolders(folder).Where(name => !classes.Contains(name)).Select(name => ($"{name}/", "no image in it, so it is no class")));
        return images.Count > 0
            ? new DatasetFolder(images, leftOut)
            : throw new PlainErrorException(
                $"{folder} holds no images in class folders. It should look like {folder}/dog/0001.jpg.{PartsHint(folder)}");
    }

    private static string? WhyNot(FolderFile file, string[] parts)
    {
        try
        {
            return file.LeftOut ?? parts.Length switch
            {
                < ImageDepth => "not in a folder of a class",
                > ImageDepth => "deeper than the folder of its class",
                _ when VisibleText.Of(file.RelativePath) != file.RelativePath => "control characters in its name",
                _ => ImageFile.IsRead(file.Path) ? null : "not an image that Colorize reads",
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"not readable ({WriteError.ReasonOf(exception)})";
        }
    }

    private static IEnumerable<string> ClassFolders(string folder) =>
        Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.'))
            .Order(StringComparer.Ordinal);

    // Datasets often come as train/dog/0001.jpg and test/dog/0001.jpg.
    private static string PartsHint(string folder)
    {
        string? part = Directory.EnumerateDirectories(folder).FirstOrDefault(inner => Directory.EnumerateDirectories(inner).Any());
        return part is null
            ? string.Empty
            : $" {part} seems to do: ./colorize import {part} --split {(Path.GetFileName(part) == "test" ? "test" : "train")}";
    }
}
