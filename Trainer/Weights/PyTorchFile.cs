using System.IO.Compression;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Colorize.Trainer.Weights;

/// <summary>
/// Reads state dicts that torch.save wrote: a zip archive with a pickle (<c>data.pkl</c>) that describes the tensors and a
/// file with the values of each storage (<c>data/0</c>, <c>data/1</c>, …).
/// </summary>
internal static class PyTorchFile
{
    private const string PickleName = "/data.pkl";
    private const int LargestPickle = 64 << 20;

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
            object? content = new Unpickler(ReadAll(pickle, LargestPickle)).Run();
            var storages = new Dictionary<PickledStorage, Tensor>();
            Dictionary<string, Tensor> tensors = StateDict(content).ToDictionary(
                pair => pair.Key, pair => ToTensor(pair.Value, archive, root, storages));
            return tensors.ToDictionary(pair => pair.Key, pair => pair.Value.DetachFromDisposeScope());
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or EndOfStreamException)
        {
            throw new TrainingException($"{path} is no state dict that can be read: {exception.Message}", exception);
        }
        catch (Exception exception) when (
            exception is InvalidCastException or ArgumentException or IndexOutOfRangeException or KeyNotFoundException or NullReferenceException or OverflowException or ExternalException)
        {
            throw new TrainingException($"{path} is no state dict, or it is damaged.", exception);
        }
    }

    /// <summary>The tensors of a state dict, also where it stands in a checkpoint under its usual name.</summary>
    private static IEnumerable<KeyValuePair<string, PickledTensor>> StateDict(object? content)
    {
        var dictionary = content as Dictionary<string, object?> ?? throw new FormatException("Its pickle holds no dictionary.");
        if (dictionary.TryGetValue("state_dict", out object? inner) && inner is Dictionary<string, object?> stateDict)
        {
            dictionary = stateDict;
        }

        return dictionary.Where(pair => pair.Value is PickledTensor).Select(pair => KeyValuePair.Create(pair.Key, (PickledTensor)pair.Value!));
    }

    private static Tensor ToTensor(PickledTensor pickled, ZipArchive archive, string root, Dictionary<PickledStorage, Tensor> storages)
    {
        if (!storages.TryGetValue(pickled.Storage, out Tensor? storage))
        {
            storage = ReadStorage(pickled.Storage, archive, root);
            storages.Add(pickled.Storage, storage);
        }

        long last = pickled.Offset + pickled.Shape.Zip(pickled.Strides, (length, stride) => checked((length - 1) * stride)).Sum();
        bool isEmpty = pickled.Shape.Contains(0);
        bool fits = pickled.Offset >= 0 && pickled.Strides.All(stride => stride >= 0) && pickled.Shape.All(length => length >= 0);
        return fits && pickled.Shape.Length == pickled.Strides.Length && (isEmpty || last < pickled.Storage.Length)
            ? storage.as_strided(pickled.Shape, pickled.Strides, pickled.Offset).clone()
            : throw new FormatException("A tensor lies outside its storage.");
    }

    private static Tensor ReadStorage(PickledStorage storage, ZipArchive archive, string root)
    {
        ZipArchiveEntry entry = archive.GetEntry($"{root}/data/{storage.Key}") ?? throw new FormatException($"It has no data/{storage.Key}.");
        if (storage.Length < 0 || entry.Length != checked(storage.Length * storage.Type.ElementSize()))
        {
            throw new FormatException($"data/{storage.Key} has {entry.Length} bytes, which is not what the pickle says.");
        }

        Tensor values = empty(storage.Length, storage.Type);
        using Stream stream = entry.Open();
        stream.ReadExactly(values.bytes);
        return values;
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
