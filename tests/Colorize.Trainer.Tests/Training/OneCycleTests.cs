using Colorize.Trainer.Training;

namespace Colorize.Tests.Trainer.Training;

public class OneCycleTests
{
    /// <summary>torch.optim.lr_scheduler.OneCycleLR(max_lr=0.002, total_steps=100) with its defaults.</summary>
    [Theory]
    [InlineData(0, 8.0e-5)]
    [InlineData(29, 2.0e-3)]
    [InlineData(64, 1.000004e-3)]
    [InlineData(99, 8.0e-9)]
    public void Rates_are_those_of_PyTorch(long step, double expected) =>
        Assert.Equal(expected, new OneCycle(0.002, 100).RateAt(step), expected * 1e-9);

    [Fact]
    public void The_rate_rises_once_and_falls_once()
    {
        var schedule = new OneCycle(0.01, 1000);
        double[] rates = [.. Enumerable.Range(0, 1000).Select(step => schedule.RateAt(step))];
        int peak = Array.IndexOf(rates, rates.Max());
        Assert.Equal(299, peak);
        Assert.Equal(rates[..peak].Order(), rates[..peak]);
        Assert.Equal(rates[peak..].OrderDescending(), rates[peak..]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_shortest_runs_have_rates_too(int steps)
    {
        var schedule = new OneCycle(0.01, steps);
        Assert.All(Enumerable.Range(0, steps), step => Assert.InRange(schedule.RateAt(step), 1e-12, 0.01));
    }
}
