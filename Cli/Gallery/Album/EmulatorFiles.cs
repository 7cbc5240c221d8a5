namespace Colorize.Cli.Gallery.Album;

/// <summary>
/// Tells by Azurite's files whether blobs have come, changed or gone. The functions renew a lease every few seconds, and Azurite writes its
/// whole list of blobs anew each time, with other times in it: that alone is no news.
/// </summary>
/// <param name="data">The folder in which Azurite keeps its data.</param>
internal sealed class EmulatorFiles(string data)
{
    private const string Contents = "__blobstorage__";
    private const string List = "__azurite_db_blob__.json";

    // A blob takes several hundred bytes in the list.
    private const int MinEntry = 200;

    private long _listLength = LengthOf(Path.Combine(data, List));

    /// <summary>Whether a file that was written tells of blobs.</summary>
    /// <param name="name">Its path in the folder.</param>
    public bool TellOfBlobs(string name)
    {
        if (name != List)
        {
            return name.StartsWith(Contents, StringComparison.Ordinal);
        }

        long length = LengthOf(Path.Combine(data, List));
        if (Math.Abs(length - _listLength) < MinEntry)
        {
            return false;
        }

        _listLength = length;
        return true;
    }

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
