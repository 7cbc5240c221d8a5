namespace Colorize.Cli.CommandLine;

/// <summary>What somebody meant who mistyped a command.</summary>
internal static class CommandSuggestion
{
    private const int MaxMistakes = 2;

    /// <summary>The nearest name, or null if none is near.</summary>
    public static string? To(string typed, IEnumerable<string> names)
    {
        (string Name, int Distance)[] near =
        [
            .. names.Select(name => (name, Distance(typed.ToLowerInvariant(), name)))
                .Where(one => one.Item2 <= Math.Min(MaxMistakes, one.name.Length - 1)),
        ];
        return near.Length == 0
            ? names.FirstOrDefault(name => typed.Length > 1 && name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            : near.MinBy(one => one.Distance).Name;
    }

    /// <summary>The letters to insert, delete, replace or swap with their neighbours (optimal string alignment distance).</summary>
    private static int Distance(string one, string other)
    {
        int[,] distance = new int[one.Length + 1, other.Length + 1];
        for (int i = 0; i <= one.Length; i++)
        {
            for (int j = 0; j <= other.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    distance[i, j] = i + j;
                    continue;
                }

                int replaced = distance[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                distance[i, j] = Math.Min(replaced, 1 + Math.Min(distance[i - 1, j], distance[i, j - 1]));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
                }
            }
        }

        return distance[one.Length, other.Length];
    }
}
