using System.Globalization;
using System.Text;

namespace Colorize.Tests.Load;

/// <summary>The course of a load.</summary>
internal sealed class LoadRecord
{
    // Over less time, the batches of the engine show rather than its speed.
    private const double RateWindow = 5;

    private readonly List<LoadSample> _samples = [];

    public IReadOnlyList<LoadSample> Samples => _samples;

    /// <summary>Photographs a second from the first dropped to the last done.</summary>
    public double MeanRate => _samples[^1].Done / _samples[^1].Seconds;

    /// <summary>The most memory that was held at any time, seen or not.</summary>
    public double PeakMegabytes { get; set; }

    public void Add(LoadSample sample) => _samples.Add(sample);

    /// <summary>Photographs a second in the seconds before a sample.</summary>
    public double RateAt(LoadSample sample)
    {
        LoadSample before = _samples.Last(other => other == _samples[0] || other.Seconds <= sample.Seconds - RateWindow);
        return sample == before ? 0 : (sample.Done - before.Done) / (sample.Seconds - before.Seconds);
    }

    /// <summary>The middle of the memory held in a part of the time, e.g. from 0.25 to 0.5 of it.</summary>
    public double MedianMegabytes(double from, double to)
    {
        double end = _samples[^1].Seconds;
        double[] held = [.. _samples.Where(s => s.Seconds >= from * end && s.Seconds <= to * end).Select(s => s.Megabytes).Order()];
        return held[held.Length / 2];
    }

    public string ToCsv() => _samples.Aggregate(
        new StringBuilder("seconds,resident_mb,dropped,done,photographs_per_second\n"),
        (text, s) => text.AppendLine(string.Create(
            CultureInfo.InvariantCulture, $"{s.Seconds:0.0},{s.Megabytes:0.0},{s.Dropped},{s.Done},{RateAt(s):0.0}"))).ToString();
}
