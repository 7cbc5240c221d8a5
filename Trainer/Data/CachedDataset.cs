using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Colorize.Trainer.Data;

/// <summary>
/// An opened cache. Rows are read from the file when they are needed, so memory does not grow with the dataset; the
/// operating system keeps the file's pages where there is room.
/// </summary>
internal sealed class CachedDataset : IDisposable
{
    private readonly SafeFileHandle _data;
    private readonly CacheIndex _index;
    private readonly int[] _classes;

    /// <summary>Opens a cache.</summary>
    /// <param name="path">The file with the rows.</param>
    /// <param name="index">What stands in them.</param>
    /// <param name="classNames">The classes that the pictures' are among; by default those that there are.</param>
    /// <exception cref="TrainingException">A picture is of none of these classes.</exception>
    public CachedDataset(string path, CacheIndex index, IReadOnlyList<string>? classNames = null)
    {
        _index = index;
        _data = File.OpenHandle(path, options: FileOptions.RandomAccess);
        HashSet<int> unreadable = [.. index.Unreadable];
        Rows = [.. Enumerable.Range(0, index.Samples.Count).Where(row => !unreadable.Contains(row))];
        string[] found = [.. Rows.Select(row => index.Samples[row].ClassName).Distinct().Order(StringComparer.Ordinal)];
        ClassNames = [.. classNames ?? found];
        if (found.Except(ClassNames).FirstOrDefault() is { } unknown)
        {
            _data.Dispose();
            throw new TrainingException(
                $"{index.Source} has pictures of the class {unknown}, which the training pictures do not have. They have "
                    + $"{string.Join(", ", ClassNames)}.");
        }

        _classes = [.. index.Samples.Select(sample => ClassNames.IndexOf(sample.ClassName))];
        Fingerprint = DatasetFingerprint.Of(
            Rows.Select(row => (index.Samples[row].ClassName, index.Samples[row].Name, index.Digests![row])));
    }

    /// <summary>Which pictures these are.</summary>
    public DatasetFingerprint Fingerprint { get; }

    /// <summary>The classes in alphabetical order; their positions are the class numbers.</summary>
    public List<string> ClassNames { get; }

    /// <summary>The rows that hold a picture.</summary>
    public IReadOnlyList<int> Rows { get; }

    /// <summary>The class number of a row.</summary>
    public int ClassOf(int row) => _classes[row];

    /// <summary>The class of a row.</summary>
    public string ClassNameOf(int row) => ClassNames[ClassOf(row)];

    /// <summary>
    /// Rows as chance has them: in the order of their names' SHA-256 hashes. Whatever other rows there are, two rows always
    /// stand in the same order.
    /// </summary>
    public IOrderedEnumerable<int> InOrderOfHashes(IEnumerable<int> rows) =>
        rows.OrderBy(row => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(NameOf(row)))), StringComparer.Ordinal);

    /// <summary>The name of a row's picture, <c>class/file</c>.</summary>
    public string NameOf(int row) => _index.Samples[row].Name;

    /// <summary>Reads a row: planes L (0 to 100), a and b of 128×128 each. Safe to call from several threads.</summary>
    public void Read(int row, Span<Half> values) =>
        ReadFully(_data, MemoryMarshal.AsBytes(values[..TensorCache.RowLength]), (long)row * TensorCache.RowLength * sizeof(ushort));

    public void Dispose() => _data.Dispose();

    /// <summary>Fills a buffer from a place in a file.</summary>
    internal static void ReadFully(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        while (!buffer.IsEmpty)
        {
            int read = RandomAccess.Read(file, buffer, offset);
            if (read == 0)
            {
                throw new EndOfStreamException("The tensor cache is shorter than its index says. Delete the cache folder and start again.");
            }

            buffer = buffer[read..];
            offset += read;
        }
    }
}
