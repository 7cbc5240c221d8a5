using System.Runtime.InteropServices;
using System.Text.Json;
using static TorchSharp.torch;

namespace Colorize.Trainer.Weights;

/// <summary>
/// Named tensors and texts in one file of the safetensors format: a <see cref="SafetensorsHeader"/> and the tensors' bytes.
/// </summary>
internal sealed class SafetensorsFile : IDisposable
{
    private SafetensorsFile(Dictionary<string, Tensor> tensors, Dictionary<string, string> metadata)
    {
        Tensors = tensors;
        Metadata = metadata;
    }

    /// <summary>The tensors by name; they belong to this object.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors { get; }

    /// <summary>The texts that the file carries.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Writes a file so that a reader, or a run after a crash, finds the whole of it or nothing.</summary>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using IDisposable scope = NewDisposeScope();
        List<KeyValuePair<string, Tensor>> flat =
            [.. tensors.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.detach().cpu().contiguous()))];
        string part = path + ".part";
        try
        {
            using (FileStream file = File.Create(part))
            {
                SafetensorsHeader.Of(flat, metadata).Write(file);
                foreach ((_, Tensor tensor) in flat)
                {
                    file.Write(tensor.bytes);
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
        }
        finally
        {
            // On a full disk, a half would keep room from whoever makes some.
            File.Delete(part);
        }
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="TrainingException">It is no safetensors file, or it is damaged.</exception>
    public static SafetensorsFile Read(string path)
    {
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            using FileStream file = File.OpenRead(path);
            SafetensorsHeader header = SafetensorsHeader.Read(file);
            long start = file.Position;
            long left = file.Length - start;
            foreach (SafetensorsEntry entry in header.Entries())
            {
                entry.Check(file.Length - start, left);
                tensors.Add(entry.Name, ReadTensor(file, start, entry));
                left -= entry.Bytes;
            }

            return new SafetensorsFile(tensors, header.Metadata());
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            DisposeAll(tensors.Values);
            throw Damaged(path, exception);
        }
    }

    /// <summary>Reads the texts alone, which stand before the tensors.</summary>
    /// <param name="file">A file, or as much of it as is asked for; it knows its length.</param>
    /// <param name="name">What it is called, for the messages.</param>
    /// <exception cref="TrainingException">It is no safetensors file, or it is damaged.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(Stream file, string name)
    {
        try
        {
            return SafetensorsHeader.Read(file).Metadata();
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw Damaged(name, exception);
        }
    }

    public void Dispose() => DisposeAll(Tensors.Values);

    private static Tensor ReadTensor(FileStream file, long start, SafetensorsEntry entry)
    {
        Tensor tensor = empty(entry.Shape, entry.Type).DetachFromDisposeScope();
        file.Position = start + entry.Offsets[0];
        file.ReadExactly(tensor.bytes);
        return tensor;
    }

    private static bool IsDamage(Exception exception) =>
        exception is EndOfStreamException or JsonException or InvalidOperationException or FormatException or NullReferenceException
            or KeyNotFoundException or ArgumentException or OverflowException or ExternalException;

    private static TrainingException Damaged(string name, Exception exception)
    {
        string reason = exception is FormatException ? $": {exception.Message}" : ".";
        return new TrainingException($"{name} is no safetensors file, or it is damaged{reason}", exception);
    }

    private static void DisposeAll(IEnumerable<Tensor> tensors)
    {
        foreach (Tensor tensor in tensors)
        {
            tensor.Dispose();
        }
    }
}
