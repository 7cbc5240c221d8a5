using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchSharp;
using static TorchSharp.torch;

namespace Colorize.Trainer.Weights;

/// <summary>
/// Named tensors and text in one file of the safetensors format (huggingface.co/docs/safetensors): eight bytes of
/// header length, a JSON header, and the tensors' bytes.
/// </summary>
internal sealed class SafetensorsFile : IDisposable
{
    private const string MetadataName = "__metadata__";

    /// <summary>In bytes. The format allows 100 MB; that of a network of a thousand tensors has a tenth of a megabyte.</summary>
    private const int MaxHeaderBytes = 8 << 20;

    private const int Alignment = 8;
    private const int MaxDimensions = 8;

    private static readonly Dictionary<string, ScalarType> Types = new()
    {
        ["F64"] = ScalarType.Float64,
        ["F32"] = ScalarType.Float32,
        ["F16"] = ScalarType.Float16,
        ["BF16"] = ScalarType.BFloat16,
        ["I64"] = ScalarType.Int64,
        ["I32"] = ScalarType.Int32,
        ["I16"] = ScalarType.Int16,
        ["I8"] = ScalarType.Int8,
        ["U8"] = ScalarType.Byte,
        ["BOOL"] = ScalarType.Bool,
    };

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
                WriteHeader(file, HeaderOf(flat, metadata));
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

    private static JsonObject HeaderOf(IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var texts = new JsonObject(metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        var header = new JsonObject { [MetadataName] = texts };
        long offset = 0;
        foreach ((string name, Tensor tensor) in tensors)
        {
            long end = offset + (tensor.numel() * tensor.element_size());
            header[name] = new JsonObject
            {
                ["dtype"] = Types.First(type => type.Value == tensor.dtype).Key,
                ["shape"] = new JsonArray([.. tensor.shape.Select(length => (JsonNode)length)]),
                ["data_offsets"] = new JsonArray(offset, end),
            };
            offset = end;
        }

        return header;
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="TrainingException">It is no safetensors file, or it is damaged.</exception>
    public static SafetensorsFile Read(string path)
    {
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            using FileStream file = File.OpenRead(path);
            JsonObject header = ReadHeader(file);
            long start = file.Position;
            long left = file.Length - start;
            foreach ((string name, JsonNode? entry) in header.Where(entry => entry.Key != MetadataName))
            {
                Tensor tensor = ReadTensor(file, start, left, entry!);
                tensors.Add(name, tensor);
                left -= tensor.numel() * tensor.element_size();
            }

            return new SafetensorsFile(tensors, MetadataOf(header));
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
            return MetadataOf(ReadHeader(file));
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw Damaged(name, exception);
        }
    }

    public void Dispose() => DisposeAll(Tensors.Values);

    private static bool IsDamage(Exception exception) =>
        exception is EndOfStreamException or JsonException or InvalidOperationException or FormatException or NullReferenceException
            or KeyNotFoundException or ArgumentException or OverflowException or ExternalException;

    private static TrainingException Damaged(string name, Exception exception)
    {
        string reason = exception is FormatException ? $": {exception.Message}" : ".";
        return new TrainingException($"{name} is no safetensors file, or it is damaged{reason}", exception);
    }

    private static Dictionary<string, string> MetadataOf(JsonObject header)
    {
        IEnumerable<KeyValuePair<string, JsonNode?>> texts = header[MetadataName]?.AsObject() ?? [];
        return texts.ToDictionary(text => text.Key, text => text.Value!.GetValue<string>());
    }

    private static void WriteHeader(FileStream file, JsonObject header)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header);
        int padding = (Alignment - (json.Length % Alignment)) % Alignment;
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length + padding);
        file.Write(length);
        file.Write(json);
        file.Write("        "u8[..padding]);
    }

    private static JsonObject ReadHeader(Stream file)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        file.ReadExactly(length);
        long size = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (size is < 2 or > MaxHeaderBytes || size > file.Length - file.Position)
        {
            throw new FormatException("The header's length is out of range.");
        }

        byte[] json = new byte[size];
        file.ReadExactly(json);
        return JsonNode.Parse(json)!.AsObject();
    }

    /// <param name="file">The file.</param>
    /// <param name="start">Where the tensors' bytes begin.</param>
    /// <param name="left">How many of them no tensor has taken yet: in this format no two tensors share bytes.</param>
    /// <param name="entry">What the header says of the tensor.</param>
    private static Tensor ReadTensor(FileStream file, long start, long left, JsonNode entry)
    {
        long[] shape = [.. entry["shape"]!.AsArray().Select(length => length!.GetValue<long>())];
        long[] offsets = [.. entry["data_offsets"]!.AsArray().Select(offset => offset!.GetValue<long>())];
        if (offsets is not [>= 0, >= 0] || offsets[0] > offsets[1] || offsets[1] > file.Length - start)
        {
            throw new FormatException("A tensor lies outside the file.");
        }

        if (shape.Length > MaxDimensions || shape.Any(length => length < 0))
        {
            throw new FormatException("A tensor has a shape that no weights have.");
        }

        ScalarType type = Types[entry["dtype"]!.GetValue<string>()];
        long elements = shape.Aggregate(1L, (product, length) => checked(product * length));
        long bytes = offsets[1] - offsets[0];
        if (checked(elements * type.ElementSize()) != bytes)
        {
            throw new FormatException("A tensor's shape does not match its size.");
        }

        if (bytes > left)
        {
            throw new FormatException("Its tensors overlap.");
        }

        Tensor tensor = empty(shape, type).DetachFromDisposeScope();
        file.Position = start + offsets[0];
        file.ReadExactly(tensor.bytes);
        return tensor;
    }

    private static void DisposeAll(IEnumerable<Tensor> tensors)
    {
        foreach (Tensor tensor in tensors)
        {
            tensor.Dispose();
        }
    }
}
