using System.IO.Compression;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Colorize.Trainer.Weights;

/// <summary>
/// Reads state dicts that torch.save wrote: a zip archive with a pickle (<c>data.pkl</c>) that describes the tensors and a
/// file with the values of each storage (<c>data/0</c>, <c>data/1</c>, …).
/// </summary>
internal static class StateDictFile
{
    private const string PickleName = "/data.pkl";

    /// <summary>In bytes. That of a network of a thousand tensors has a fifth of a megabyte.</summary>
    private const int MaxPickleBytes = 4 << 20;

    /// <summary>How files of PyTorch before 1.6 begin, which were no archives: a pickle of a magic number.</summary>
    public static ReadOnlySpan<byte> OldFormat => [0x80, 0x02, 0x8A, 0x0A];

    /// <summary>Reads all tensors; they belong to the caller.</summary>
    /// <exception cref="TrainingException">It is no state dict, does what a state dict does not, or is damaged.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        using IDisposable scope = NewDisposeScope();
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            ZipArchiveEntry pickle = archive.Entries.FirstOrDefault(entry => entry.FullName.EndsWith(PickleName, StringComparison.Ordinal))
                ?? throw new FormatException("It has no data.pkl.");
            string root = pickle.FullName[..^PickleName.Length];
            object? content = new Unpickler(ReadAll(pickle, MaxPickleBytes)).Run();
            var storages = new StorageFiles(archive, root, new FileInfo(path).Length);
            Dictionary<string, Tensor> tensors = StateDict(content).ToDictionary(pair => pair.Key, pair => ToTensor(pair.Value, storages));
            return tensors.ToDictionary(pair => pair.Key, pair => pair.Value.DetachFromDisposeScope());
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or EndOfStreamException)
        {
            throw new TrainingException($"{path} is no state dict that can be read: {exception.Message}", exception);
        }
        catch (Exception exception) when (
            exception is InvalidCastException or ArgumentException or IndexOutOfRangeException or KeyNotFoundException
                or NullReferenceException or OverflowException or ExternalException)
        {
            throw new TrainingException($"{path} is no state dict, or it is damaged.", exception);
        }
    }

    /// <summary>The tensors of a state dict, also where it stands in a checkpoint under its usual name.</summary>
    private static IEnumerable<KeyValuePair<string, PickledTensor>> StateDict(object? content)
    {
        Dictionary<string, object?> dictionary = content as Dictionary<string, object?> ?? throw new FormatException(
            "Its pickle holds no dictionary.");
        if (dictionary.TryGetValue("state_dict", out object? inner) && inner is Dictionary<string, object?> stateDict)
        {
            dictionary = stateDict;
        }

        return dictionary.Where(pair => pair.Value is PickledTensor)
            .Select(pair => KeyValuePair.Create(pair.Key, (PickledTensor)pair.Value!));
    }

    /// <summary>A view of its storage. A copy could be made as large as the file wishes, by many tensors that share one storage.</summary>
    private static Tensor ToTensor(PickledTensor pickled, StorageFiles storages)
    {
        long[] shape = pickled.Shape, strides = pickled.Strides;
        bool valid = pickled.Offset >= 0 && shape.Length == strides.Length && shape.All(length => length >= 0)
            && strides.All(stride => stride >= 0);
        if (!valid)
        {
            throw new FormatException("A tensor has a shape that no tensor has.");
        }

        Tensor storage = storages.Find(pickled.Storage);
        if (shape.Contains(0))
        {
            return empty(shape, pickled.Storage.Type);
        }

        long last = checked(pickled.Offset + shape.Zip(strides, (length, stride) => checked((length - 1) * stride)).Sum());
        long elements = shape.Aggregate(1L, (product, length) => checked(product * length));
        return last < pickled.Storage.Length && elements <= pickled.Storage.Length
            ? storage.as_strided(shape, strides, pickled.Offset)
            : throw new FormatException("A tensor lies outside its storage.");
    }

    private static byte[] ReadAll(ZipArchiveEntry entry, int limit)
    {
        if (entry.Length > limit)
        {
            throw new FormatException("Its pickle is larger than that of any state dict.");
        }

        byte[] bytes = new byte[entry.Length];
        using Stream stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }
}
