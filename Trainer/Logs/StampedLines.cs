using System.Globalization;
using System.Text;

namespace Colorize.Trainer.Logs;

/// <summary>
/// Gathers lines, each with the time (UTC) at which it ended, until they are stored. Safe to write to from several threads,
/// as parallel readers do: what is written in one call stays together.
/// </summary>
internal sealed class StampedLines(TimeProvider time) : TextWriter(CultureInfo.InvariantCulture)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private readonly Lock _lock = new();
    private readonly StringBuilder _lines = new();
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Add([value]);

    public override void Write(string? value) => Add(value);

    public override void Write(char[] buffer, int index, int count) => Add(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Add(buffer);

    public override void WriteLine(string? value) => Add($"{value}\n");

    /// <summary>Hands the lines so far to whoever stores them; those of a store that fails stay for the next.</summary>
    public void Store(Action<string> store)
    {
        string lines;
        lock (_lock)
        {
            lines = _lines.ToString();
        }

        if (lines.Length == 0)
        {
            return;
        }

        store(lines);
        lock (_lock)
        {
            _lines.Remove(0, lines.Length);
        }
    }

    private void Add(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            foreach (char letter in text)
            {
                if (letter == '\n')
                {
                    EndLine();
                }
                else
                {
                    _line.Append(letter);
                }
            }
        }
    }

    private void EndLine()
    {
        _lines.Append(time.GetUtcNow().UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)).Append("  ");
        _lines.Append(_line.ToString().TrimEnd('\r')).Append('\n');
        _line.Clear();
    }
}
