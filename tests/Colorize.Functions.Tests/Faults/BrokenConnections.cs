namespace Colorize.Tests.Faults;

/// <summary>
/// Connections that are reset in the middle of what passes: half of them on the way to storage, which then sees a part
/// of a blob, and half on the way back, when storage has done what the client never hears of.
/// </summary>
internal sealed class BrokenConnections(int seed, double share) : IFault
{
    private readonly Dice _dice = new(seed);
    private int _broken;

    /// <summary>How many it has broken.</summary>
    public int Broken => _broken;

    public void Apply(Exchange exchange)
    {
        if (!_dice.Hits(share))
        {
            return;
        }

        Interlocked.Increment(ref _broken);
        if (exchange.BodyLength > 0 && _dice.Hits(0.5))
        {
            exchange.BreakRequestAfter = (int)_dice.Between(0, exchange.BodyLength);
        }
        else
        {
            // The heads of storage's answers are longer than this; bodies follow them.
            exchange.BreakResponseAfter = (int)_dice.Between(0, 2000);
        }
    }
}
