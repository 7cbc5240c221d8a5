using System.Diagnostics;
using Colorize.Text;

namespace Colorize.Cli.Progress;

/// <summary>
/// One line that tells how far a command is: on a terminal drawn again and again below the other lines, elsewhere a line
/// after the first second and then now and then.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private const string Erase = "\r\u001b[K";

    private static readonly TimeSpan TerminalPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PlainPause = TimeSpan.FromSeconds(5);

    private readonly Func<TimeSpan, string> _describe;
    private readonly bool _shown;
    private readonly bool _terminal;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private readonly Timer _timer;
    private string _last = string.Empty;
    private bool _ended;

    /// <summary>Begins the line.</summary>
    /// <param name="describe">What it says after so much time.</param>
    /// <param name="shown">Whether it is shown at all.</param>
    public ProgressLine(Func<TimeSpan, string> describe, bool shown = true)
    {
        _describe = describe;
        _shown = shown;
        _terminal = shown && !Console.IsOutputRedirected;
        _timer = new Timer(_ => Tick(), null, _terminal ? TimeSpan.Zero : FirstPause, _terminal ? TerminalPause : PlainPause);
    }

    /// <summary>Writes a line of its own above the progress.</summary>
    public void WriteLine(string text, TextWriter output)
    {
        lock (_lock)
        {
            Clear();
            output.WriteLine(text);
            output.Flush();
            if (_terminal)
            {
                _last = _describe(_watch.Elapsed);
                Draw();
            }
        }
    }

    /// <summary>Takes the line away from a terminal.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            Clear();
            _ended = true;
        }
    }

    private void Tick()
    {
        lock (_lock)
        {
            if (!_shown || _ended)
            {
                return;
            }

            string text = _describe(_watch.Elapsed);
            if (_terminal)
            {
                _last = text;
                Draw();
            }
            else if (text != _last)
            {
                _last = text;
                Console.WriteLine(text);
            }
        }
    }

    private void Draw()
    {
        if (_terminal && !_ended && _last.Length > 0)
        {
            int width = Math.Max(20, Console.WindowWidth - 1);
            VisibleTextWriter.RawOutput.Write(Erase + (_last.Length > width ? _last[..width] : _last));
            VisibleTextWriter.RawOutput.Flush();
        }
    }

    private void Clear()
    {
        if (_terminal && !_ended)
        {
            VisibleTextWriter.RawOutput.Write(Erase);
            VisibleTextWriter.RawOutput.Flush();
        }
    }
}
