using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Colorize.Tensors;
using Microsoft.Win32.SafeHandles;

namespace Colorize.Trainer.Data;

/// <summary>
/// A local copy of a split: one flat file of float16 rows (3×128×128 each) and an index. Rows whose picture has not
/// changed are kept when the cache is brought up to date.
/// </summary>
internal sealed class TensorCache(string folder, TextWriter log, long maxBytes = long.MaxValue)
{
    /// <summary>The numbers in a row.</summary>
    public const int RowLength = 3 * LabTensor.Size * LabTensor.Size;

    private const int RowBytes = RowLength * sizeof(ushort);

    /// <summary>Brings the cache of a source up to date and opens it.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="classNames">The classes that the pictures' are among; by default those that there are.</param>
    /// <exception cref="TrainingException">The source has no readable pictures, or one of another class.</exception>
    public async Task<CachedDataset> OpenAsync(
        ITensorSource source, CancellationToken cancellationToken, IReadOnlyList<string>? classNames = null)
    {
        Directory.CreateDirectory(folder);
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source.Description)))[..16];
        string indexPath = Path.Combine(folder, key + ".json");
        IReadOnlyList<Sample> samples = await source.ListAsync(cancellationToken);
        if (samples.Count == 0)
        {
            throw new TrainingException($"There are no pictures in {source.Description}. They are expected as class/file.");
        }

        CacheIndex? index = CacheIndex.TryRead(indexPath);
        if (index?.Digests is null || !File.Exists(Path.Combine(folder, index.DataFile)) || !index.Samples.SequenceEqual(samples))
        {
            index = await FillAsync(source, samples, index, key, cancellationToken);
            index.Write(indexPath);
            DeleteOthers(key, index.DataFile);
        }

        if (index.Unreadable.Count == samples.Count)
        {
            throw new TrainingException($"None of the {samples.Count} files in {source.Description} could be read as a picture.");
        }

        return new CachedDataset(Path.Combine(folder, index.DataFile), index, classNames);
    }

    private async Task<CacheIndex> FillAsync(
        ITensorSource source, IReadOnlyList<Sample> samples, CacheIndex? old, string key, CancellationToken cancellationToken)
    {
        log.WriteLine($"Reading {samples.Count} pictures from {source.Description} into the cache.");
        DiskSpace.Require(folder, samples.Count, (long)samples.Count * RowBytes, maxBytes);
        string dataFile = $"{key}-{Guid.NewGuid():N}.f16";
        try
        {
            return await CopyAsync(source, samples, old, dataFile, cancellationToken);
        }
        catch
        {
            // A half would keep room from whoever makes some.
            File.Delete(Path.Combine(folder, dataFile));
            throw;
        }
    }

    private async Task<CacheIndex> CopyAsync(
        ITensorSource source, IReadOnlyList<Sample> samples, CacheIndex? old, string dataFile, CancellationToken cancellationToken)
    {
        string? oldPath = old is null ? null : Path.Combine(folder, old.DataFile);
        using SafeFileHandle? oldData = File.Exists(oldPath) ? File.OpenHandle(oldPath) : null;
        using SafeFileHandle data = File.OpenHandle(
            Path.Combine(folder, dataFile), FileMode.Create, FileAccess.Write, preallocationSize: (long)samples.Count * RowBytes);
        Dictionary<Sample, int> kept = oldData is null ? [] : ReadableRows(old!);
        var unreadable = new ConcurrentBag<int>();
        string[] digests = [.. samples.Select(_ => string.Empty)];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = source.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, samples.Count, parallel, async (row, token) =>
        {
            byte[]? bytes = kept.TryGetValue(samples[row], out int oldRow)
                ? ReadRow(oldData!, oldRow)
                : ToBytes(await source.ReadAsync(samples[row], token));
            if (bytes is null)
            {
                unreadable.Add(row);
                return;
            }

            digests[row] = DatasetFingerprint.DigestOf(bytes);
            await RandomAccess.WriteAsync(data, bytes, (long)row * RowBytes, token);
        });
        return new CacheIndex(source.Description, dataFile, samples, [.. unreadable.Order()], digests);
    }

    private static Dictionary<Sample, int> ReadableRows(CacheIndex index)
    {
        HashSet<int> unreadable = [.. index.Unreadable];
        return Enumerable.Range(0, index.Samples.Count)
            .Where(row => !unreadable.Contains(row))
            .ToDictionary(row => index.Samples[row]);
    }

    private static byte[] ReadRow(SafeFileHandle data, int row)
    {
        byte[] bytes = new byte[RowBytes];
        CachedDataset.ReadFully(data, bytes, (long)row * RowBytes);
        return bytes;
    }

    private static byte[]? ToBytes(LabTensor? tensor) =>
        tensor is null ? null : MemoryMarshal.AsBytes<Half>(tensor.Values).ToArray();

    private void DeleteOthers(string key, string dataFile)
    {
        foreach (string file in Directory.EnumerateFiles(folder, key + "-*.f16"))
        {
            if (Path.GetFileName(file) != dataFile)
            {
                File.Delete(file);
            }
        }
    }
}
