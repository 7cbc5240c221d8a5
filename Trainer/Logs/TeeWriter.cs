using System.Text;

namespace Colorize.Trainer.Logs;

/// <summary>Says everything twice, in the same order, from whatever threads it comes.</summary>
internal sealed class TeeWriter(TextWriter first, TextWriter second) : TextWriter
{
    private readonly Lock _lock = new();

    public override Encoding Encoding => first.Encoding;

    public override void Write(char value) => Both(writer => writer.Write(value));

    public override void Write(char[] buffer, int index, int count) => Both(writer => writer.Write(buffer, index, count));

    public override void Write(string? value) => Both(writer => writer.Write(value));

    public override void WriteLine(string? value) => Both(writer => writer.WriteLine(value));

    private void Both(Action<TextWriter> write)
    {
        lock (_lock)
        {
            write(first);
            write(second);
        }
    }
}
