using System.Text;

namespace Colorize.Text;

/// <summary>
/// Writes lines in which everything shows, whatever is quoted in them: one place for a whole program's output. What the
/// program itself wants to control, it writes to <see cref="RawOutput"/>.
/// </summary>
/// <param name="raw">Where the lines go.</param>
public sealed class VisibleTextWriter(TextWriter raw) : TextWriter
{
    /// <summary>Standard output as it is, for what is no quotation: a line that is drawn again and again.</summary>
    public static TextWriter RawOutput { get; private set; } = Console.Out;

    /// <summary>Standard error as it is, for lines in colour.</summary>
    public static TextWriter RawError { get; private set; } = Console.Error;

    /// <inheritdoc/>
    public override Encoding Encoding => raw.Encoding;

    /// <summary>Makes standard output and standard error of this process visible text.</summary>
    public static void UseForConsole()
    {
        RawOutput = Console.Out;
        RawError = Console.Error;
        Console.SetOut(new VisibleTextWriter(Console.Out));
        Console.SetError(new VisibleTextWriter(Console.Error));
    }

    /// <inheritdoc/>
    public override void Write(char value) =>
        raw.Write(value is '\n' or '\r' || char.IsSurrogate(value) ? value.ToString() : VisibleText.Of(value.ToString()));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <summary>Writes a text of several lines as it is broken, and each line as visible text.</summary>
    public override void Write(string? value) =>
        raw.Write(string.Join('\n', (value ?? string.Empty).Split('\n').Select(line => VisibleText.Of(line.TrimEnd('\r')))));

    /// <summary>Writes one line, in which even a line break shows.</summary>
    public override void WriteLine(string? value) => raw.WriteLine(VisibleText.Of(value ?? string.Empty));

    /// <inheritdoc/>
    public override void WriteLine() => raw.WriteLine();

    /// <inheritdoc/>
    public override void Flush() => raw.Flush();
}
