namespace Colorize.Tests.Faults;

/// <summary>Chance that is the same in every run, for the requests of many connections at once.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();

    /// <summary>True for this share of all asked, 0…1.</summary>
    public bool Hits(double share) => Next() < share;

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public double Between(double least, double most) => least + (Next() * (most - least));

    private double Next()
    {
        lock (_lock)
        {
            return _random.NextDouble();
        }
    }
}
