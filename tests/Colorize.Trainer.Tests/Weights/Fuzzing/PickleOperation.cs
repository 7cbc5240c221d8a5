using System.Buffers.Binary;

namespace Colorize.Tests.Trainer.Weights.Fuzzing;

/// <summary>One operation of a pickle, of any that Python knows (its pickletools lists them), with its argument as it is written.</summary>
/// <param name="Code">The operation.</param>
/// <param name="Argument">Its argument, with the length before it or the line's end after it.</param>
internal sealed record PickleOperation(byte Code, byte[] Argument)
{
    public const byte Stop = (byte)'.';
    public const byte Global = (byte)'c';

    /// <summary>Splits a pickle, up to its end or to where it makes no sense.</summary>
    public static List<PickleOperation> Split(byte[] pickle)
    {
        var operations = new List<PickleOperation>();
        for (int at = 0; at < pickle.Length;)
        {
            byte code = pickle[at];
            long length = LengthOfArgument(code, pickle.AsSpan(at + 1));
            if (length < 0 || length > pickle.Length - at - 1)
            {
                return operations;
            }

            operations.Add(new PickleOperation(code, pickle[(at + 1)..(at + 1 + (int)length)]));
            at += 1 + (int)length;
            if (code == Stop)
            {
                return operations;
            }
        }

        return operations;
    }

    public static byte[] Join(IEnumerable<PickleOperation> operations) =>
        [.. operations.SelectMany(one => (byte[])[one.Code, .. one.Argument])];

    private static long LengthOfArgument(byte code, ReadOnlySpan<byte> rest) => code switch
    {
        (byte)'K' or (byte)'h' or (byte)'q' or 0x80 or 0x82 => 1,
        (byte)'M' or 0x83 => 2,
        (byte)'J' or (byte)'j' or (byte)'r' or 0x84 => 4,
        (byte)'G' or 0x95 => 8,
        (byte)'c' or (byte)'i' => Lines(rest, 2),
        (byte)'F' or (byte)'I' or (byte)'L' or (byte)'P' or (byte)'S' or (byte)'V' or (byte)'g' or (byte)'p' => Lines(rest, 1),
        (byte)'U' or (byte)'C' or 0x8A or 0x8C => rest.Length < 1 ? -1 : 1 + rest[0],
        (byte)'T' or (byte)'X' or (byte)'B' or 0x8B => rest.Length < 4 ? -1 : 4L + BinaryPrimitives.ReadUInt32LittleEndian(rest),
        0x8D or 0x8E or 0x96 => -1, // Eight bytes of length: none of our files has them.
        _ => 0,
    };

    private static long Lines(ReadOnlySpan<byte> rest, int count)
    {
        int length = 0;
        for (int line = 0; line < count; line++)
        {
            int end = rest[length..].IndexOf((byte)'\n');
            if (end < 0)
            {
                return -1;
            }

            length += end + 1;
        }

        return length;
    }
}
