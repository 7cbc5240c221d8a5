namespace Colorize.Tests.Fuzzing;

/// <summary>
/// Bends files at random, in the ways that find holes in parsers: flipped bits, extreme numbers, cut, doubled and spliced parts.
/// </summary>
internal sealed class Mutator(int seed)
{
    private static readonly byte[] Extremes = [0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF];

    private readonly Random _random = new(seed);

    public byte[] Mutate(byte[] file, byte[] other)
    {
        var bytes = new List<byte>(file);
        int changes = 1 << _random.Next(5);
        for (int change = 0; change < changes && bytes.Count > 0; change++)
        {
            ChangeOnce(bytes, other);
        }

        return [.. bytes];
    }

    private void ChangeOnce(List<byte> bytes, byte[] other)
    {
        // Most of what decides about a file stands at its beginning.
        int reach = _random.Next(3) == 0 ? bytes.Count : Math.Min(bytes.Count, 200);
        int at = _random.Next(reach);
        switch (_random.Next(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                bytes[at] = Extremes[_random.Next(Extremes.Length)];
                break;
            case 2:
                SetRun(bytes, at, _random.Next(1, 9), Extremes[_random.Next(Extremes.Length)]);
                break;
            case 3:
                bytes.RemoveRange(at, _random.Next(Math.Min(64, bytes.Count - at)));
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, _random.Next(Math.Min(64, bytes.Count - at))));
                break;
            case 5:
                int from = _random.Next(other.Length);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + _random.Next(64))]);
                break;
            default:
                bytes.RemoveRange(at + 1, _random.Next(8) == 0 ? bytes.Count - at - 1 : 0);
                break;
        }
    }

    private static void SetRun(List<byte> bytes, int at, int length, byte value)
    {
        for (int i = at; i < Math.Min(bytes.Count, at + length); i++)
        {
            bytes[i] = value;
        }
    }
}
