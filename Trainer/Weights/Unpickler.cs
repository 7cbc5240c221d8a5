using System.Globalization;

namespace Colorize.Trainer.Weights;

/// <summary>
/// Reads the pickles in which PyTorch saves state dicts, and nothing else: pickle is a language that can call anything,
/// so of its operations only those that build plain data are known here (<see cref="PickleOpcode"/>), and of all
/// callables only those of <see cref="PickledTensor"/>. Everything else is refused by name.
/// </summary>
internal sealed class Unpickler(byte[] pickle)
{
    /// <summary>A limit on all that a pickle can build; that of a state dict needs about forty operations for a tensor.</summary>
    private const int MaxOperations = 1_000_000;

    private static readonly object Mark = new();

    private readonly PickleReader _reader = new(pickle);
    private readonly List<object?> _stack = [];
    private readonly Dictionary<long, object?> _memo = [];

    /// <summary>Runs the pickle.</summary>
    /// <exception cref="FormatException">It does something that a state dict does not, or is damaged.</exception>
    public object? Run()
    {
        for (int operations = 0; operations < MaxOperations; operations++)
        {
            byte operation = _reader.Byte();
            if (operation == PickleOpcode.Stop)
            {
                return Pop();
            }

            if (!TryPushConstant(operation) && !TryUseMemo(operation) && !TryCollect(operation) && !TryCall(operation))
            {
                throw new FormatException(string.Create(
                    CultureInfo.InvariantCulture, $"The pickle has the operation 0x{operation:X2}, which state dicts do not need."));
            }
        }

        throw new FormatException("The pickle goes on longer than that of any state dict.");
    }

    private bool TryPushConstant(byte operation)
    {
        switch (operation)
        {
            case PickleOpcode.None:
                _stack.Add(null);
                return true;
            case PickleOpcode.NewTrue:
                _stack.Add(true);
                return true;
            case PickleOpcode.NewFalse:
                _stack.Add(false);
                return true;
            case PickleOpcode.BinInt1:
                _stack.Add((long)_reader.Byte());
                return true;
            case PickleOpcode.BinInt2:
                _stack.Add((long)_reader.UInt16());
                return true;
            case PickleOpcode.BinInt:
                _stack.Add((long)_reader.Int32());
                return true;
            case PickleOpcode.BinFloat:
                _stack.Add(_reader.Double());
                return true;
            case PickleOpcode.Long1:
                _stack.Add(_reader.Long());
                return true;
            case PickleOpcode.BinUnicode:
                _stack.Add(_reader.Text(_reader.Int32()));
                return true;
            case PickleOpcode.ShortBinUnicode:
                _stack.Add(_reader.Text(_reader.Byte()));
                return true;
            default:
                return false;
        }
    }

    private bool TryUseMemo(byte operation)
    {
        switch (operation)
        {
            case PickleOpcode.BinPut:
                _memo[_reader.Byte()] = _stack[^1];
                return true;
            case PickleOpcode.LongBinPut:
                _memo[_reader.UInt32()] = _stack[^1];
                return true;
            case PickleOpcode.Memoize:
                _memo[_memo.Count] = _stack[^1];
                return true;
            case PickleOpcode.BinGet:
                _stack.Add(_memo[_reader.Byte()]);
                return true;
            case PickleOpcode.LongBinGet:
                _stack.Add(_memo[_reader.UInt32()]);
                return true;
            default:
                return false;
        }
    }

    private bool TryCollect(byte operation)
    {
        switch (operation)
        {
            case PickleOpcode.Mark:
                _stack.Add(Mark);
                return true;
            case PickleOpcode.EmptyTuple:
                _stack.Add(Array.Empty<object?>());
                return true;
            case PickleOpcode.EmptyDict:
                _stack.Add(new Dictionary<string, object?>());
                return true;
            case PickleOpcode.EmptyList:
                _stack.Add(new List<object?>());
                return true;
            case PickleOpcode.Tuple:
                _stack.Add(PopToMark());
                return true;
            case PickleOpcode.Tuple1 or PickleOpcode.Tuple2 or PickleOpcode.Tuple3:
                _stack.Add(PopLast(1 + operation - PickleOpcode.Tuple1));
                return true;
            case PickleOpcode.SetItem:
                SetItems(PopLast(2));
                return true;
            case PickleOpcode.SetItems:
                SetItems(PopToMark());
                return true;
            case PickleOpcode.Append:
                Append(PopLast(1));
                return true;
            case PickleOpcode.Appends:
                Append(PopToMark());
                return true;
            default:
                return false;
        }
    }

    private bool TryCall(byte operation)
    {
        switch (operation)
        {
            case PickleOpcode.Proto:
                _reader.Byte();
                return true;
            case PickleOpcode.Global:
                _stack.Add(PickledTensor.FindGlobal(_reader.Line(), _reader.Line()));
                return true;
            case PickleOpcode.BinPersId:
                _stack.Add(PickledTensor.ToStorage(Pop()));
                return true;
            case PickleOpcode.Reduce:
                object?[] arguments = (object?[])Pop()!;
                _stack.Add(PickledTensor.Call(Pop(), arguments));
                return true;
            case PickleOpcode.Build: // attributes of an ordered dictionary, which hold versions of modules
                Pop();
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

    private void Append(object?[] items) => ((List<object?>)_stack[^1]!).AddRange(items);

    private object?[] PopToMark() => PopLast(_stack.Count - 1 - _stack.LastIndexOf(Mark), marked: true);

    private object?[] PopLast(int count, bool marked = false)
    {
        object?[] items = [.. _stack[^count..]];
        int removed = count + (marked ? 1 : 0);
        _stack.RemoveRange(_stack.Count - removed, removed);
        return items;
    }

    private object? Pop() => PopLast(1)[0];
}
