using System.Buffers.Binary;
using System.Text;

namespace Colorize.Trainer.Weights;

/// <summary>Reads a pickle's operations and their arguments, from its first byte to its last.</summary>
internal sealed class PickleReader(byte[] pickle)
{
    private int _position;

    public byte Byte() => Bytes(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Bytes(8));

    /// <summary>A number of as many bytes as the byte before them says.</summary>
    /// <exception cref="FormatException">There are more than a state dict needs.</exception>
    public long Long()
    {
        int length = Byte();
        if (length > sizeof(long))
        {
            throw new FormatException("The pickle holds a number that is too large for a state dict.");
        }

        Span<byte> value = stackalloc byte[sizeof(long)];
        ReadOnlySpan<byte> bytes = Bytes(length);
        value.Fill(length > 0 && (bytes[^1] & 0x80) != 0 ? (byte)0xFF : (byte)0);
        bytes.CopyTo(value);
        return BinaryPrimitives.ReadInt64LittleEndian(value);
    }

    public string Text(int bytes) => Encoding.UTF8.GetString(Bytes(bytes));

    /// <summary>The text up to the next line feed.</summary>
    public string Line()
    {
        string line = Text(pickle.AsSpan(_position).IndexOf((byte)'\n'));
        _position++;
        return line;
    }

    private ReadOnlySpan<byte> Bytes(int count)
    {
        ReadOnlySpan<byte> bytes = pickle.AsSpan(_position, count);
        _position += count;
        return bytes;
    }
}
