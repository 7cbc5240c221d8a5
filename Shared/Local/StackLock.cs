using Colorize.Files;

namespace Colorize.Local;

/// <summary>
/// The lock of a folder in which a local storage keeps its data. The system gives it back when its process ends; two
/// emulators on one folder would destroy it.
/// </summary>
public sealed class StackLock : IDisposable
{
    private const string FileName = "up.lock";

    private readonly FileStream _file;

    private StackLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a folder, or answers null if another process has it.</summary>
    /// <exception cref="IOException">The folder or the lock cannot be trusted; the message says why.</exception>
    public static StackLock? TryTake(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        PrivateFile.PrepareFolder(folder);
        return TryOpen(Path.Combine(folder, FileName));
    }

    /// <summary>Whether a process has the lock of a folder.</summary>
    public static bool IsHeld(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return false;
        }

        using StackLock? taken = TryOpen(path);
        return taken is null;
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => _file.Dispose();

    private static StackLock? TryOpen(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            throw new IOException($"{path} is a link, and is not followed: remove it.");
        }

        try
        {
            return new StackLock(PrivateFile.Open(path, FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
