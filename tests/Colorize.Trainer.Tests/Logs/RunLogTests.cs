using Azure;
using Colorize.Trainer;
using Colorize.Trainer.Logs;
using Colorize.Trainer.Training;

namespace Colorize.Tests.Trainer.Logs;

public sealed class RunLogTests : IDisposable
{
    private const string Time = "2026-01-02T03:04:05Z  ";

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _console = new();

    public void Dispose()
    {
        _console.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_said_goes_to_the_console_and_with_times_to_the_log()
    {
        var store = new FileLog(_folder.At("logs", "v1.log"));
        for (int run = 1; run <= 2; run++)
        {
            using RunLog log = Open(store);
            await log.KeepAsync(() => Task.FromResult(Say(log, $"run {run}")));
        }

        Assert.Equal($"run 1{Environment.NewLine}run 2{Environment.NewLine}", _console.ToString());
        Assert.Equal($"{Time}run 1\n{Time}run 2\n", File.ReadAllText(_folder.At("logs", "v1.log")));
    }

    [Fact]
    public async Task A_failure_is_the_last_line_and_still_a_failure()
    {
        var store = new FileLog(_folder.At("v1.log"));
        using RunLog log = Open(store);
        await Assert.ThrowsAsync<TrainingException>(() => log.KeepAsync<int>(() => throw new TrainingException("No pictures.")));
        Assert.Equal($"{Time}No pictures.\n", File.ReadAllText(_folder.At("v1.log")));
    }

    [Fact]
    public async Task A_log_that_cannot_be_stored_stops_nothing_and_is_stored_later()
    {
        var store = new BrokenStore();
        using RunLog log = Open(store);
        await log.KeepAsync(() => Task.FromResult(Say(log, "first")));
        store.IsBroken = false;
        await log.KeepAsync(() => Task.FromResult(Say(log, "second")));

        Assert.Equal($"{Time}first\n{Time}second\n", store.Stored);
        Assert.Contains("The log cannot be written to the moon", _console.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_is_stored_when_an_epoch_ends_not_only_at_the_end_of_all()
    {
        var store = new BrokenStore { IsBroken = false };
        using RunLog log = Open(store);
        log.Follow(progress =>
        {
            progress.EpochStarted(1, 2, 8, 2);
            progress.EpochEnded(new EpochRecord(1, 0.5, 0.25, 60), isBest: true);
            Assert.StartsWith($"{Time}epoch 1/2 done in 60 s  training loss 0.50000", store.Stored, StringComparison.Ordinal);
            return 0;
        });
        Assert.Contains("epoch 1/2 done", _console.ToString(), StringComparison.Ordinal);
    }

    private static int Say(RunLog log, string line)
    {
        log.Output.WriteLine(line);
        return 0;
    }

    private RunLog Open(ILogStore store) => new(store, _console, new StoppedClock());

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    }

    private sealed class BrokenStore : ILogStore
    {
        public bool IsBroken { get; set; } = true;

        public string Stored { get; private set; } = string.Empty;

        public string Description => "the moon";

        public void Append(string lines) => Stored += IsBroken ? throw new RequestFailedException(503, "Busy.") : lines;
    }
}
