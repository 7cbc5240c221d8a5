using System.Globalization;
using Colorize.Cli.CommandLine;
using Colorize.Cli.Progress;

namespace Colorize.Cli.Dropping.Reports;

/// <summary>Tells a person what becomes of the photographs: a line for each, how far it all is, and a summary.</summary>
/// <param name="total">The photographs in all.</param>
/// <param name="shown">Whether anything but errors is shown.</param>
internal class DropReport(int total, bool shown) : IDisposable
{
    private const int MaxReasons = 20;

    private readonly Lock _lock = new();
    private readonly List<(string Label, string Message)> _failures = [];
    private readonly Dictionary<Outcome, int> _outcomes = [];
    private ProgressLine? _progress;
    private int _uploads;
    private int _wereThere;

    /// <summary>Whether every photograph is back in colour.</summary>
    public bool AllColorized => Count(Outcome.Colorized) == total;

    private int Done => _outcomes.Values.Sum();

    /// <summary>Begins.</summary>
    public void Start() => _progress = new ProgressLine(Describe, shown);

    /// <summary>A photograph lies in storage.</summary>
    public void AddUpload() => Interlocked.Increment(ref _uploads);

    /// <summary>A photograph that could not be uploaded.</summary>
    public virtual void AddUnreadable(Photograph photograph, string message) => Fail(photograph, Outcome.Unreadable, message);

    /// <summary>A photograph came back, or did not.</summary>
    /// <param name="photograph">What became of it.</param>
    /// <param name="saved">The file of the result, if there is one.</param>
    /// <param name="wasThere">Whether an earlier run has written it.</param>
    public virtual void Add(PhotoResult photograph, string? saved, bool wasThere)
    {
        Photograph dropped = photograph.Dropped.Photograph;
        if (saved is null)
        {
            Fail(dropped, photograph.Outcome, photograph.Message ?? string.Empty);
            return;
        }

        lock (_lock)
        {
            _outcomes[Outcome.Colorized] = Count(Outcome.Colorized) + 1;
            _wereThere += wasThere ? 1 : 0;
        }

        if (shown && !wasThere)
        {
            string file = Path.GetRelativePath(Environment.CurrentDirectory, saved);
            string seconds = $"{photograph.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s";
            _progress?.WriteLine($"{dropped.Label} → {file} ({string.Join("; ", [seconds, .. photograph.Notes ?? []])})", Console.Out);
        }
    }

    /// <summary>Ends with a summary.</summary>
    /// <param name="stopped">Whether it ends early.</param>
    public virtual void End(bool stopped)
    {
        Dispose();
        foreach ((string label, string message) in _failures.OrderBy(failure => failure.Label, StringComparer.Ordinal).Take(MaxReasons))
        {
            ErrorLine.Write($"{label}: {message}");
        }

        if (_failures.Count > MaxReasons)
        {
            ErrorLine.Write($"and {_failures.Count - MaxReasons:N0} more: ./colorize status --json lists all.");
        }

        if (shown)
        {
            Console.WriteLine(Summary(stopped));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _progress?.Dispose();
        GC.SuppressFinalize(this);
    }

    private string Summary(bool stopped)
    {
        int waiting = Count(Outcome.Waiting) + (stopped ? total - Done : 0);
        string[] parts =
        [
            $"{Count(Outcome.Colorized):N0} in colour{(_wereThere > 0 ? $" ({_wereThere:N0} there already)" : string.Empty)}",
            .. Some(Count(Outcome.Rejected), "rejected"),
            .. Some(Count(Outcome.Unreadable), "not read"),
            .. Some(Count(Outcome.Missing), "missing"),
            .. Some(waiting, "waiting"),
        ];
        string sum = $"{total:N0} {(total == 1 ? "photograph" : "photographs")}: {string.Join(", ", parts)}.";
        return stopped ? $"Stopped. {sum} The same command goes on from here." : sum;
    }

    private static IEnumerable<string> Some(int count, string what) => count > 0 ? [$"{count:N0} {what}"] : [];

    private void Fail(Photograph photograph, Outcome outcome, string message)
    {
        lock (_lock)
        {
            _outcomes[outcome] = Count(outcome) + 1;
            _failures.Add((photograph.Label, message));
        }
    }

    private int Count(Outcome outcome) => _outcomes.GetValueOrDefault(outcome);

    private string Describe(TimeSpan elapsed)
    {
        lock (_lock)
        {
            string rejected = string.Concat(
                Some(Count(Outcome.Rejected) + Count(Outcome.Unreadable), "refused").Select(text => $", {text}"));
            return $"{ProgressText.Of(Done, total, "photographs", elapsed)} ({_uploads:N0} uploaded{rejected})";
        }
    }
}
