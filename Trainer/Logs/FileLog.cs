namespace Colorize.Trainer.Logs;

/// <summary>A log in a file.</summary>
internal sealed class FileLog(string path) : ILogStore
{
    public string Description => Path.GetFullPath(path);

    public void Append(string lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Description)!);
        File.AppendAllText(path, lines);
    }
}
