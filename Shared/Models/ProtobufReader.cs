using System.Buffers.Binary;

namespace Colorize.Models;

/// <summary>
/// Goes through the fields of a protobuf message without understanding or copying them (protobuf.dev/programming-guides/encoding). Bytes
/// that are no such message end it with <see cref="FormatException"/>.
/// </summary>
/// <param name="message">The message's bytes.</param>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    // The largest field number there is. Readers that cut a longer one off would take it for another field.
    private const ulong MaxField = (1 << 29) - 1;

    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>The bytes of a text, a message or packed numbers; empty where the field is a number.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The number, where the field is one.</summary>
    public ulong Number { get; private set; }

    /// <summary>Goes to the next field; <see langword="false"/> behind the last.</summary>
    /// <exception cref="FormatException">The bytes are no protobuf message.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        ulong tag = ReadVarint();
        Field = tag >> 3 is > 0 and <= MaxField ? (int)(tag >> 3) : throw NoMessage();
        Number = 0;
        Bytes = default;
        switch (tag & 7)
        {
            case 0:
                Number = ReadVarint();
                break;
            case 1:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
                break;
            case 2:
                Bytes = Take(ReadVarint());
                break;
            case 5:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
                break;
            default:
                throw NoMessage();
        }

        return true;
    }

    /// <summary>Reads the next of packed numbers, where that is what the bytes are; <see langword="false"/> behind the last.</summary>
    /// <exception cref="FormatException">The bytes are no numbers.</exception>
    public bool NextVarint(out ulong number)
    {
        number = 0;
        if (_rest.IsEmpty)
        {
            return false;
        }

        number = ReadVarint();
        return true;
    }

    private ulong ReadVarint()
    {
        const int MaxBytes = 10;
        ulong value = 0;
        for (int index = 0; index < MaxBytes; index++)
        {
            byte part = Take(1)[0];
            value |= (ulong)(part & 0x7F) << (7 * index);
            if (part < 0x80)
            {
                return value;
            }
        }

        throw NoMessage();
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length)
        {
            throw NoMessage();
        }

        ReadOnlySpan<byte> taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    private static FormatException NoMessage() => new("The bytes are no protobuf message.");
}
