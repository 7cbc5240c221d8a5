using System.Text;

namespace Colorize.Files;

/// <summary>Small files that only their user reads, in folders that only their user writes: nobody can put a link in their place.</summary>
public static class PrivateFile
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Makes a folder in which private files may lie, or makes one so that is there.</summary>
    /// <exception cref="IOException">Others can write to it, and that cannot be changed; the message says what to do.</exception>
    public static void PrepareFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, UserOnly | UnixFileMode.UserExecute);
        UnixFileMode mode = File.GetUnixFileMode(folder);
        if ((mode & WritableByOthers) == 0)
        {
            return;
        }

        try
        {
            if (mode.HasFlag(UnixFileMode.StickyBit))
            {
                throw new IOException(SharedWithOthers(folder));
            }

            File.SetUnixFileMode(folder, mode & ~WritableByOthers);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(SharedWithOthers(folder), exception);
        }
    }

    /// <summary>Writes a file, whole or not at all. A link in its place is replaced, not followed.</summary>
    public static void Write(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string draft = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (FileStream file = Open(draft, FileMode.CreateNew, FileShare.None))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
            }

            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Opens a file to read and write it.</summary>
    /// <exception cref="IOException">It is a link, or somebody else has it open.</exception>
    public static FileStream Open(string path, FileMode mode, FileShare share)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            throw new IOException($"{path} is a link, and is not followed: remove it.");
        }

        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UserOnly;
        }

        return new FileStream(path, options);
    }

    /// <summary>The text of a file, or null where there is none, or a link, or one that others could have written.</summary>
    public static string? TryRead(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists || file.LinkTarget is not null || (!OperatingSystem.IsWindows() && (file.UnixFileMode & WritableByOthers) != 0))
        {
            return null;
        }

        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string SharedWithOthers(string folder) =>
        $"{folder} can be written by others, who could take over what is kept there: use a folder of your own, or run chmod go-w {folder}";
}
