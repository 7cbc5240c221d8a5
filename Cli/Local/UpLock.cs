namespace Colorize.Cli.Local;

/// <summary>A lock that the system gives back when its process ends: two Azurites on one folder would destroy it.</summary>
internal sealed class UpLock : IDisposable
{
    private const string FileName = "up.lock";

    private readonly FileStream _file;

    private UpLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a folder, or answers null if another process has it.</summary>
    public static UpLock? TryTake(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new(new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether a process has the lock of a folder.</summary>
    public static bool IsHeld(string folder)
    {
        if (!File.Exists(Path.Combine(folder, FileName)))
        {
            return false;
        }

        using UpLock? taken = TryTake(folder);
        return taken is null;
    }

    public void Dispose() => _file.Dispose();
}
