using System.Globalization;
using System.Text;

namespace Colorize.Trainer.Logs;

/// <summary>Gathers lines, each with the time (UTC) at which it ended.</summary>
internal sealed class StampedLines(TimeProvider time) : StringWriter(CultureInfo.InvariantCulture)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private readonly StringBuilder _line = new();

    public override void Write(char value)
    {
        if (value != '\n')
        {
            _line.Append(value);
            return;
        }

        StringBuilder lines = GetStringBuilder();
        lines.Append(time.GetUtcNow().UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)).Append("  ");
        lines.Append(_line.ToString().TrimEnd('\r')).Append('\n');
        _line.Clear();
    }

    public override void Write(string? value)
    {
        foreach (char one in value ?? string.Empty)
        {
            Write(one);
        }
    }

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());
}
