using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace Colorize.Trainer.Weights;

/// <summary>
/// The head of a safetensors file (huggingface.co/docs/safetensors): eight bytes of its length and a JSON object, which says of each
/// tensor what it is and where its bytes are, and carries texts.
/// </summary>
internal sealed class SafetensorsHeader
{
    private const string MetadataName = "__metadata__";
    private const string TypeName = "dtype";
    private const string ShapeName = "shape";
    private const string OffsetsName = "data_offsets";

    /// <summary>In bytes. The format allows 100 MB; that of a network of a thousand tensors has a tenth of a megabyte.</summary>
    private const int MaxBytes = 8 << 20;

    private const int Alignment = 8;

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

    private readonly JsonObject _json;

    private SafetensorsHeader(JsonObject json) => _json = json;

    /// <summary>The header of a file in which these tensors stand one after the other.</summary>
    public static SafetensorsHeader Of(
        IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var texts = new JsonObject(metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        var json = new JsonObject { [MetadataName] = texts };
        long offset = 0;
        foreach ((string name, Tensor tensor) in tensors)
        {
            long end = offset + (tensor.numel() * tensor.element_size());
            json[name] = new JsonObject
            {
                [TypeName] = Types.First(type => type.Value == tensor.dtype).Key,
                [ShapeName] = new JsonArray([.. tensor.shape.Select(length => (JsonNode)length)]),
                [OffsetsName] = new JsonArray(offset, end),
            };
            offset = end;
        }

        return new SafetensorsHeader(json);
    }

    /// <summary>Reads the beginning of a file.</summary>
    /// <exception cref="FormatException">There is no header of a length that makes sense.</exception>
    public static SafetensorsHeader Read(Stream file)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        file.ReadExactly(length);
        long size = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (size is < 2 or > MaxBytes || size > file.Length - file.Position)
        {
            throw new FormatException("The header's length is out of range.");
        }

        byte[] json = new byte[size];
        file.ReadExactly(json);
        return new SafetensorsHeader(JsonNode.Parse(json)!.AsObject());
    }

    /// <summary>Writes the beginning of a file.</summary>
    public void Write(Stream file)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(_json);
        int padding = (Alignment - (json.Length % Alignment)) % Alignment;
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length + padding);
        file.Write(length);
        file.Write(json);
        file.Write("        "u8[..padding]);
    }

    /// <summary>The texts.</summary>
    public Dictionary<string, string> Metadata()
    {
        IEnumerable<KeyValuePair<string, JsonNode?>> texts = _json[MetadataName]?.AsObject() ?? [];
        return texts.ToDictionary(text => text.Key, text => text.Value!.GetValue<string>());
    }

    /// <summary>The tensors, in the order of the header.</summary>
    public IEnumerable<SafetensorsEntry> Entries() => _json.Where(entry => entry.Key != MetadataName).Select(entry => new SafetensorsEntry(
        entry.Key,
        Types[entry.Value![TypeName]!.GetValue<string>()],
        [.. entry.Value[ShapeName]!.AsArray().Select(length => length!.GetValue<long>())],
        [.. entry.Value[OffsetsName]!.AsArray().Select(offset => offset!.GetValue<long>())]));
}
