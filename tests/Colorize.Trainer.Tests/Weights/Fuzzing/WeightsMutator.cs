using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Colorize.Tests.Fuzzing;

namespace Colorize.Tests.Trainer.Weights.Fuzzing;

/// <summary>
/// Bends .pth files where it hurts: bytes flipped in a zip archive mostly end at its first check, so here the operations of
/// the pickle and the entries of the archive are changed, and the archive is written anew.
/// </summary>
internal sealed class WeightsMutator(Random random)
{
    private static readonly long[] Numbers =
        [0, 1, 2, 3, 255, 65_536, 1L << 31, 1L << 32, 1L << 40, 1L << 62, long.MaxValue, -1, -2, int.MinValue, long.MinValue];

    private static readonly string[] Texts = ["storage", "0", "1", "7", "../0", "", "weight", "state_dict", "cpu", "\0", "\ud7ff"];

    private static readonly string[] Globals =
    [
        "torch._utils\n_rebuild_tensor_v2\n", "torch._utils\n_rebuild_parameter\n", "collections\nOrderedDict\n", "torch\nFloatStorage\n",
        "torch\nDoubleStorage\n", "torch\nBoolStorage\n", "torch\nQInt8Storage\n", "posix\nsystem\n", "builtins\neval\n",
        "builtins\ngetattr\n",
        "torch\nload\n", "\n\n", "torch._utils\n_rebuild_sparse_tensor\n",
    ];

    /// <summary>A file made from two.</summary>
    public byte[] Mutate(byte[] file, byte[] other)
    {
        if (random.Next(8) == 0)
        {
            return new Mutator(random.Next()).Mutate(file, other);
        }

        WeightsArchive archive = WeightsArchive.Read(file), second = WeightsArchive.Read(other);
        for (int changes = 1 << random.Next(4); changes > 0; changes--)
        {
            int at = random.Next(4) > 0
                ? archive.Entries.FindIndex(entry => entry.Name.EndsWith("/data.pkl", StringComparison.Ordinal))
                : random.Next(archive.Entries.Count);
            if (at >= 0 && at < archive.Entries.Count)
            {
                ChangeEntry(archive, at, second);
            }
        }

        byte[] bent = archive.ToFile();
        if (random.Next(6) == 0)
        {
            BendDirectory(bent);
        }

        return bent;
    }

    private void ChangeEntry(WeightsArchive archive, int at, WeightsArchive other)
    {
        (string name, byte[] content, CompressionLevel compression) = archive.Entries[at];
        bool isPickle = name.EndsWith("/data.pkl", StringComparison.Ordinal);
        switch (random.Next(isPickle ? 24 : 6))
        {
            case 0:
                archive.Entries[at] = (name, content, CompressionLevel.SmallestSize);
                break;
            case 1:
                archive.Entries.RemoveAt(at);
                break;
            case 2:
                archive.Entries.Insert(at, (name, content, compression));
                break;
            case 3:
                archive.Entries[at] = (name, content[..random.Next(content.Length + 1)], compression);
                break;
            case 4:
                archive.Entries[at] = (name, new byte[random.Next(1 << random.Next(20))], CompressionLevel.SmallestSize);
                break;
            case 5:
                archive.Entries[at] = (other.Entries[random.Next(other.Entries.Count)].Name, content, compression);
                break;
            case 6 when content.Length > 0:
                archive.Entries[at] = (name, new Mutator(random.Next()).Mutate(content, content), compression);
                break;
            default:
                byte[] spare = other.Entries.Find(entry => entry.Name.EndsWith("/data.pkl", StringComparison.Ordinal)).Content;
                archive.Entries[at] = (name, BendPickle(content, spare ?? content), compression);
                break;
        }
    }

    private byte[] BendPickle(byte[] pickle, byte[] other)
    {
        List<PickleOperation> operations = PickleOperation.Split(pickle), spare = PickleOperation.Split(other);
        if (operations.Count == 0 || spare.Count == 0)
        {
            return pickle;
        }

        int at = random.Next(operations.Count), length = Math.Min(random.Next(1, 12), operations.Count - at);
        switch (random.Next(8))
        {
            case 0:
                operations.RemoveRange(at, length);
                break;
            case 1:
                operations.InsertRange(at, operations.GetRange(at, length));
                break;
            case 2:
                List<PickleOperation> again = operations.GetRange(at, length);
                int times = random.Next(40) == 0 ? 30_000 : random.Next(1, 50);
                operations.InsertRange(at, [.. Enumerable.Repeat(again, times).SelectMany(one => one)]);
                break;
            case 3:
                int from = random.Next(spare.Count);
                operations.InsertRange(at, [.. spare.Skip(from).Take(random.Next(1, 30))]);
                break;
            case 4:
                operations.Insert(at, new PickleOperation((byte)random.Next(256), []));
                break;
            case 5:
                operations.Reverse(at, length);
                break;
            default:
                operations[at] = Bend(operations[at]);
                break;
        }

        return PickleOperation.Join(operations);
    }

    private PickleOperation Bend(PickleOperation operation) => operation.Code switch
    {
        (byte)'K' or (byte)'M' or (byte)'J' or 0x8A => Number(),
        (byte)'X' => Text(),
        PickleOperation.Global => new PickleOperation(PickleOperation.Global, Encoding.UTF8.GetBytes(Globals[random.Next(Globals.Length)])),
        (byte)'h' or (byte)'q' or (byte)'j' or (byte)'r' => Memo(),
        _ => new PickleOperation((byte)random.Next(256), operation.Argument),
    };

    private PickleOperation Number()
    {
        byte[] value = BitConverter.GetBytes(Numbers[random.Next(Numbers.Length)]);
        int length = random.Next(20) == 0 ? random.Next(256) : value.Length;
        return new PickleOperation(0x8A, [(byte)length, .. value]);
    }

    private PickleOperation Text()
    {
        byte[] text = Encoding.UTF8.GetBytes(Texts[random.Next(Texts.Length)]);
        int length = random.Next(20) == 0 ? (int)Numbers[random.Next(10)] : text.Length;
        return new PickleOperation((byte)'X', [.. BitConverter.GetBytes(length), .. text]);
    }

    private PickleOperation Memo()
    {
        byte[] index = BitConverter.GetBytes((uint)Numbers[random.Next(Numbers.Length)]);
        return random.Next(2) == 0
            ? new PickleOperation(random.Next(2) == 0 ? (byte)'h' : (byte)'q', index[..1])
            : new PickleOperation(random.Next(2) == 0 ? (byte)'j' : (byte)'r', index);
    }

    /// <summary>Overwrites a size, an offset or a method in the central directory (APPNOTE.TXT, 4.3.12), which nothing protects.</summary>
    private void BendDirectory(byte[] file)
    {
        int entry = file.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        int[] fields = [10, 16, 20, 24, 28, 30, 42];
        if (entry < 0)
        {
            return;
        }

        Span<byte> field = file.AsSpan(entry + fields[random.Next(fields.Length)]);
        BinaryPrimitives.WriteUInt32LittleEndian(
            field, random.Next(3) == 0 ? (uint)random.Next(file.Length) : (uint)Numbers[random.Next(Numbers.Length)]);
    }
}
