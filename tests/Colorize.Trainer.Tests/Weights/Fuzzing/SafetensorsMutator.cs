using System.Text;
using Colorize.Tests.Fuzzing;

namespace Colorize.Tests.Trainer.Weights.Fuzzing;

/// <summary>Bends safetensors files: the text of the header, with its length set right or wrong, and any bytes.</summary>
internal sealed class SafetensorsMutator(Random random)
{
    private static readonly string[] Fragments =
    [
        "0", "1", "-1", "8", "4611686018427387904", "9223372036854775807", "1e30", "1.5", "null", "[]", "{}", "true", "\"F32\"", "\"BOOL\"",
        "\"F8\"",
        "[0,0]", "[0,24]", "[0,4611686018427387904,4]", "[1,1,1,1,1,1,1,1,1]", ",", ":", "\"shape\":", "\"weight\":", "\"__metadata__\":",
        "\\u0000", "[[[[",
    ];

    /// <summary>A file made from two.</summary>
    public byte[] Mutate(byte[] file, byte[] other)
    {
        if (random.Next(6) == 0)
        {
            return new Mutator(random.Next()).Mutate(file, other);
        }

        int length = (int)BitConverter.ToInt64(file);
        string header = Encoding.UTF8.GetString(file, sizeof(long), length);
        for (int changes = 1 << random.Next(4); changes > 0; changes--)
        {
            header = Bend(header);
        }

        byte[] bytes = Encoding.UTF8.GetBytes(header);
        long claimed = random.Next(8) == 0 ? random.NextInt64() >> random.Next(64) : bytes.Length;
        return [.. BitConverter.GetBytes(claimed), .. bytes, .. file[(sizeof(long) + length)..]];
    }

    // At the borders of the header's words and numbers, so that most results are still JSON.
    private string Bend(string header)
    {
        int[] borders = [.. Enumerable.Range(0, header.Length).Where(at => at == 0 || !IsInWord(header, at))];
        if (borders.Length == 0)
        {
            return header;
        }

        int border =
            random.Next(borders.Length), from = borders[border], to = borders[Math.Min(borders.Length - 1, border + random.Next(3))];
        string fragment = Fragments[random.Next(Fragments.Length)];
        return random.Next(4) == 0
            ? header[..to] + string.Concat(Enumerable.Repeat(header[from..to], random.Next(1, 200))) + header[to..]
            : header[..from] + fragment + header[to..];
    }

    private static bool IsInWord(string header, int at) => char.IsLetterOrDigit(header[at]) && char.IsLetterOrDigit(header[at - 1]);
}
