using System.IO.Compression;
using TorchSharp;
using static TorchSharp.torch;

namespace Colorize.Trainer.Weights;

/// <summary>The storages of an archive, each read when a tensor first asks for it.</summary>
/// <param name="archive">The archive.</param>
/// <param name="root">The folder in it that torch.save made.</param>
/// <param name="size">
/// The archive's size in bytes. torch.save does not compress storages, so all of them together cannot be larger; a claim of
/// more is a bomb.
/// </param>
internal sealed class StorageFiles(ZipArchive archive, string root, long size)
{
    private readonly Dictionary<PickledStorage, Tensor> _read = [];
    private long _left = size;

    /// <summary>The values of a storage, in one dimension.</summary>
    /// <exception cref="FormatException">It is not there, or has another size than the pickle says.</exception>
    public Tensor Find(PickledStorage storage)
    {
        if (!_read.TryGetValue(storage, out Tensor? values))
        {
            values = Read(storage);
            _read.Add(storage, values);
        }

        return values;
    }

    private Tensor Read(PickledStorage storage)
    {
        string name = $"data/{Quotation.Of(storage.Key)}";
        ZipArchiveEntry entry = archive.GetEntry($"{root}/data/{storage.Key}") ?? throw new FormatException($"It has no {name}.");
        if (storage.Length < 0 || entry.Length != checked(storage.Length * storage.Type.ElementSize()))
        {
            throw new FormatException($"{name} has {entry.Length} bytes, which is not what the pickle says.");
        }

        _left -= entry.Length;
        if (_left < 0)
        {
            throw new FormatException("Its storages claim more bytes than the file has; torch.save stores them uncompressed and once.");
        }

        using Stream stream = entry.Open();
        Tensor values = empty(storage.Length, storage.Type);
        stream.ReadExactly(values.bytes);
        return values;
    }
}
