using System.Globalization;
using System.Text.RegularExpressions;
using Colorize.Cli.Benchmark;
using Colorize.Tests.Running;

namespace Colorize.Tests.Benchmark;

public sealed partial class BenchTests
{
    [Fact]
    [Trait("Category", "Long")]
    public async Task The_benchmark_tells_of_each_quarter_what_it_cost()
    {
        CliResult result = await CliProcess.RunAsync(new Dictionary<string, string>(), "bench", "--photos", "40");
        Assert.True(result.Code == 0, result.Errors);
        Assert.Matches(
            @"^One at a time, from drop to result: the first \d+\.\d\d s, then p50 \d+\.\d\d s, p95 \d+\.\d\d s\.", result.Output);

        Match[] quarters = [.. Quarter().Matches(result.Output).Cast<Match>()];
        Assert.NotEmpty(quarters);
        double requests = quarters.Average(quarter => double.Parse(quarter.Groups["requests"].Value, CultureInfo.InvariantCulture));
        Assert.InRange(requests, 3, 100);
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains(quarters, quarter => double.Parse(quarter.Groups["functions"].Value, CultureInfo.InvariantCulture) > 0);
        }
    }

    [Theory]
    [InlineData("3")]
    [InlineData("many")]
    public async Task A_number_of_photographs_that_makes_no_sense_is_refused(string photos)
    {
        CliResult result = await CliProcess.RunAsync(new Dictionary<string, string>(), "bench", "--photos", photos);
        Assert.Equal(2, result.Code);
        Assert.Contains("--photos", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Processor_time_is_counted_for_this_process()
    {
        ProcessorTimes before = ProcessorTimes.Now();
        double sum = 0;
        for (int number = 1; (ProcessorTimes.Now() - before).Client < TimeSpan.FromMilliseconds(50); number++)
        {
            sum += Math.Sqrt(number);
        }

        Assert.True(sum > 0);
        Assert.True(ProcessorTimes.Now().Client > before.Client);
    }

    [GeneratedRegex(@"^ +\d+ +[\d.]+ +(?<functions>[\d.]+) +[\d.]+ +[\d.]+ +(?<requests>[\d.]+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Quarter();
}
