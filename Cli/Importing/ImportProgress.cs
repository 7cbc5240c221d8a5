using System.Diagnostics;

namespace Colorize.Cli.Importing;

/// <summary>Shows how far an import is: one line that changes on a terminal, a line now and then elsewhere.</summary>
/// <param name="total">The images in all.</param>
/// <param name="output">Where it is shown.</param>
internal sealed class ImportProgress(int total, TextWriter output) : IDisposable
{
    private static readonly TimeSpan TerminalPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PlainPause = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private readonly bool _terminal = !Console.IsOutputRedirected;
    private TimeSpan _shown;
    private int _done;
    private bool _ended;

    /// <summary>One more is done.</summary>
    public void Step()
    {
        lock (_lock)
        {
            _done++;
            if (_watch.Elapsed - _shown > (_terminal ? TerminalPause : PlainPause))
            {
                Show();
            }
        }
    }

    /// <summary>Ends the line.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_ended && _shown > TimeSpan.Zero)
            {
                Show();
                output.Write(_terminal ? Environment.NewLine : "");
            }

            _ended = true;
        }
    }

    private void Show()
    {
        _shown = _watch.Elapsed;
        double rate = _done / _watch.Elapsed.TotalSeconds;
        string line = $"{_done:N0} of {total:N0} images, {rate:N0}/s, {TimeSpan.FromSeconds((total - _done) / rate):m\\:ss} left";
        if (_terminal)
        {
            output.Write($"\r{line}   ");
        }
        else
        {
            output.WriteLine(line);
        }
    }
}
