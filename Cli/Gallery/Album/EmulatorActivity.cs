namespace Colorize.Cli.Gallery.Album;

/// <summary>
/// Notices that the emulator has written blobs, by its files. A listing of 5,000 blobs keeps it busy for most of a second, so
/// that a page which stays open must not list to see that nothing has happened.
/// </summary>
internal sealed class EmulatorActivity : IDisposable
{
    private readonly FileSystemWatcher _watcher;

    /// <summary>Watches a folder.</summary>
    /// <param name="data">The folder in which Azurite keeps its data.</param>
    /// <param name="noticed">Called, from any thread, when blobs or their list were written.</param>
    public EmulatorActivity(string data, Action noticed)
    {
        EmulatorFiles files = new(data);
        _watcher = new FileSystemWatcher(data)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.FileName,
        };
        _watcher.Changed += (_, file) => Judge(files, file.Name, noticed);
        _watcher.Created += (_, file) => Judge(files, file.Name, noticed);
        _watcher.Renamed += (_, file) => Judge(files, file.Name, noticed);
        _watcher.Error += (_, _) => noticed();
        _watcher.EnableRaisingEvents = true;
    }

    public void Dispose() => _watcher.Dispose();

    private static void Judge(EmulatorFiles files, string? name, Action noticed)
    {
        if (name is null || files.TellOfBlobs(name))
        {
            noticed();
        }
    }
}
