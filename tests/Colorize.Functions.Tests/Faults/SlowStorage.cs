namespace Colorize.Tests.Faults;

/// <summary>Storage that takes its time for every answer, over a thin line.</summary>
internal sealed class SlowStorage(int seed, TimeSpan least, TimeSpan most, int bytesPerSecond) : IFault
{
    private readonly Dice _dice = new(seed);

    public void Apply(Exchange exchange)
    {
        exchange.Delay = TimeSpan.FromMilliseconds(_dice.Between(least.TotalMilliseconds, most.TotalMilliseconds));
        exchange.BytesPerSecond = bytesPerSecond;
    }
}
