using System.Text;

namespace Colorize.Tests.Trainer.Weights.Fuzzing;

/// <summary>Writes pickles of state dicts as torch.save does, and such as it never would.</summary>
internal sealed class StateDictPickle
{
    private readonly List<byte> _bytes = [0x80, 2];

    public StateDictPickle Operation(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public StateDictPickle Global(string module, string name) => Operation(Encoding.UTF8.GetBytes($"c{module}\n{name}\n"));

    public StateDictPickle Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Operation([(byte)'X', .. BitConverter.GetBytes(bytes.Length), .. bytes]);
    }

    public StateDictPickle Number(long number) => Operation([0x8A, sizeof(long), .. BitConverter.GetBytes(number)]);

    public StateDictPickle Numbers(params ReadOnlySpan<long> numbers)
    {
        Operation((byte)'(');
        foreach (long number in numbers)
        {
            Number(number);
        }

        return Operation((byte)'t');
    }

    /// <summary>A storage: ("storage", type, key, "cpu", length), by its persistent id.</summary>
    public StateDictPickle Storage(string key, long length, string type = "FloatStorage") =>
        Operation((byte)'(').Text("storage").Global("torch", type).Text(key).Text("cpu").Number(length).Operation((byte)'t', (byte)'Q');

    /// <summary>A tensor: _rebuild_tensor_v2(storage, offset, shape, strides, False, OrderedDict()).</summary>
    public StateDictPickle Tensor(string key, long length, long offset, long[] shape, long[] strides, string type = "FloatStorage") =>
        Global("torch._utils", "_rebuild_tensor_v2").Operation((byte)'(').Storage(key, length, type).Number(offset).Numbers(shape).Numbers(
            strides)
            .Operation(0x89).Global("collections", "OrderedDict").Operation((byte)')', (byte)'R', (byte)'t', (byte)'R');

    /// <summary>An ordered dictionary of what is written between.</summary>
    public static byte[] Of(Action<StateDictPickle> items)
    {
        StateDictPickle pickle = new StateDictPickle().Global("collections", "OrderedDict").Operation((byte)')', (byte)'R', (byte)'(');
        items(pickle);
        return pickle.Operation((byte)'u').End();
    }

    public byte[] End() => [.. _bytes, PickleOperation.Stop];
}
