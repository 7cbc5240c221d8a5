using Colorize.Trainer.Logs;

namespace Colorize.Tests.Trainer.Logs;

public sealed class StampedLinesTests
{
    [Fact]
    public void Lines_of_many_threads_stay_whole_and_none_is_lost_while_others_are_stored()
    {
        const int Threads = 8;
        const int LinesEach = 500;
        using var lines = new StampedLines(TimeProvider.System);
        using var console = new StringWriter();
        using var both = new TeeWriter(console, lines);
        List<string> stored = [];

        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            for (int number = 0; number < LinesEach; number++)
            {
                both.WriteLine($"Left out: picture {thread}-{number}.");
                if (number % 50 == 0)
                {
                    lock (stored)
                    {
                        lines.Store(stored.Add);
                    }
                }
            }
        });
        lines.Store(stored.Add);

        string[] logged = string.Concat(stored).TrimEnd('\n').Split('\n');
        Assert.Equal(Threads * LinesEach, logged.Length);
        Assert.All(logged, line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  Left out: picture \d+-\d+\.$", line));
        Assert.Equal(
            Threads * LinesEach, logged.Select(line => line[(line.IndexOf("  ", StringComparison.Ordinal) + 2)..]).Distinct().Count());
        Assert.Equal(Threads * LinesEach, console.ToString().TrimEnd().Split(Environment.NewLine).Length);
    }

    [Fact]
    public void Lines_that_a_store_refused_are_offered_again()
    {
        using var lines = new StampedLines(TimeProvider.System);
        lines.WriteLine("first");
        Assert.Throws<IOException>(() => lines.Store(_ => throw new IOException("full")));
        lines.WriteLine("second");
        string stored = string.Empty;
        lines.Store(text => stored += text);
        Assert.Equal(["first", "second"], stored.TrimEnd('\n').Split('\n').Select(line => line.Split("  ", 2)[1]));
    }
}
