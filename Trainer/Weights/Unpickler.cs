using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Colorize.Trainer.Weights;

/// <summary>
/// Reads the pickles in which PyTorch saves state dicts, and nothing else: pickle is a language that can call anything,
/// so of its operations (pickletools in Python's library) only those that build plain data are known here, and of all
/// callables only those of <see cref="PickledTensor"/>. Everything else is refused by name.
/// </summary>
internal sealed class Unpickler(byte[] pickle)
{
    /// <summary>A limit on all that a pickle can build; that of a state dict needs about forty operations for a tensor.</summary>
    private const int MaxOperations = 1_000_000;

    private static readonly object Mark = new();

    private readonly List<object?> _stack = [];
    private readonly Dictionary<long, object?> _memo = [];
    private int _position;

    /// <summary>Runs the pickle.</summary>
    /// <exception cref="FormatException">It does something that a state dict does not, or is damaged.</exception>
    public object? Run()
    {
        for (int operations = 0; operations < MaxOperations; operations++)
        {
            byte operation = ReadByte();
            if (operation == (byte)'.')
            {
                return Pop();
            }

            Execute(operation);
        }

        throw new FormatException("The pickle goes on longer than that of any state dict.");
    }

    private void Execute(byte operation)
    {
        switch (operation)
        {
            case 0x80: // PROTO
                ReadByte();
                break;
            case (byte)'(':
                _stack.Add(Mark);
                break;
            case (byte)'c': // GLOBAL
                _stack.Add(PickledTensor.FindGlobal(ReadLine(), ReadLine()));
                break;
            case (byte)'Q': // BINPERSID
                _stack.Add(PickledTensor.ToStorage(Pop()));
                break;
            case (byte)'R': // REDUCE
                object?[] arguments = (object?[])Pop()!;
                _stack.Add(PickledTensor.Call(Pop(), arguments));
                break;
            case (byte)'b': // BUILD: attributes of an ordered dictionary, which hold versions of modules
                Pop();
                break;
            default:
                if (!PushConstant(operation) && !Remember(operation) && !Collect(operation))
                {
                    throw new FormatException(string.Create(
                        CultureInfo.InvariantCulture, $"The pickle has the operation 0x{operation:X2}, which state dicts do not need."));
                }

                break;
        }
    }

    private bool PushConstant(byte operation)
    {
        switch (operation)
        {
            case (byte)'N':
                _stack.Add(null);
                return true;
            case 0x88:
                _stack.Add(true);
                return true;
            case 0x89:
                _stack.Add(false);
                return true;
            case (byte)'K':
                _stack.Add((long)ReadByte());
                return true;
            case (byte)'M':
                _stack.Add((long)BinaryPrimitives.ReadUInt16LittleEndian(Read(2)));
                return true;
            case (byte)'J':
                _stack.Add((long)BinaryPrimitives.ReadInt32LittleEndian(Read(4)));
                return true;
            case (byte)'G':
                _stack.Add(BinaryPrimitives.ReadDoubleBigEndian(Read(8)));
                return true;
            case 0x8a: // LONG1
                _stack.Add(ReadLong(ReadByte()));
                return true;
            case (byte)'X': // BINUNICODE
                _stack.Add(Encoding.UTF8.GetString(Read(BinaryPrimitives.ReadInt32LittleEndian(Read(4)))));
                return true;
            case 0x8c: // SHORT_BINUNICODE
                _stack.Add(Encoding.UTF8.GetString(Read(ReadByte())));
                return true;
            default:
                return false;
        }
    }

    private bool Remember(byte operation)
    {
        switch (operation)
        {
            case (byte)'q': // BINPUT
                _memo[ReadByte()] = _stack[^1];
                return true;
            case (byte)'r': // LONG_BINPUT
                _memo[BinaryPrimitives.ReadUInt32LittleEndian(Read(4))] = _stack[^1];
                return true;
            case 0x94: // MEMOIZE
                _memo[_memo.Count] = _stack[^1];
                return true;
            case (byte)'h': // BINGET
                _stack.Add(_memo[ReadByte()]);
                return true;
            case (byte)'j': // LONG_BINGET
                _stack.Add(_memo[BinaryPrimitives.ReadUInt32LittleEndian(Read(4))]);
                return true;
            default:
                return false;
        }
    }

    private bool Collect(byte operation)
    {
        switch (operation)
        {
            case (byte)')':
                _stack.Add(Array.Empty<object?>());
                return true;
            case (byte)'}':
                _stack.Add(new Dictionary<string, object?>());
                return true;
            case (byte)']':
                _stack.Add(new List<object?>());
                return true;
            case (byte)'t':
                _stack.Add(PopToMark());
                return true;
            case 0x85 or 0x86 or 0x87: // TUPLE1 to TUPLE3
                _stack.Add(PopLast(operation - 0x84));
                return true;
            case (byte)'s':
                SetItems(PopLast(2));
                return true;
            case (byte)'u':
                SetItems(PopToMark());
                return true;
            case (byte)'a':
                object? item = Pop();
                ((List<object?>)_stack[^1]!).Add(item);
                return true;
            case (byte)'e':
                object?[] items = PopToMark();
                ((List<object?>)_stack[^1]!).AddRange(items);
                return true;
            default:
                return false;
        }
    }

    private void SetItems(object?[] items)
    {
        var dictionary = (Dictionary<string, object?>)_stack[^1]!;
        for (int index = 0; index < items.Length; index += 2)
        {
            dictionary[(string)items[index]!] = items[index + 1];
        }
    }

    private object?[] PopToMark() => PopLast(_stack.Count - 1 - _stack.LastIndexOf(Mark), marked: true);

    private object?[] PopLast(int count, bool marked = false)
    {
        object?[] items = [.. _stack[^count..]];
        int removed = count + (marked ? 1 : 0);
        _stack.RemoveRange(_stack.Count - removed, removed);
        return items;
    }

    private object? Pop() => PopLast(1)[0];

    private byte ReadByte() => Read(1)[0];

    private ReadOnlySpan<byte> Read(int count)
    {
        ReadOnlySpan<byte> bytes = pickle.AsSpan(_position, count);
        _position += count;
        return bytes;
    }

    private long ReadLong(int bytes)
    {
        if (bytes > sizeof(long))
        {
            throw new FormatException("The pickle holds a number that is too large for a state dict.");
        }

        Span<byte> value = stackalloc byte[sizeof(long)];
        ReadOnlySpan<byte> read = Read(bytes);
        value.Fill(bytes > 0 && (read[^1] & 0x80) != 0 ? (byte)0xFF : (byte)0);
        read.CopyTo(value);
        return BinaryPrimitives.ReadInt64LittleEndian(value);
    }

    private string ReadLine()
    {
        int length = pickle.AsSpan(_position).IndexOf((byte)'\n');
        string line = Encoding.UTF8.GetString(Read(length));
        _position++;
        return line;
    }
}
