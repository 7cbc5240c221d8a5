namespace Colorize.Trainer.Weights;

/// <summary>Text out of a file, for a message: short, and without what a terminal would obey.</summary>
internal static class Quotation
{
    private const int MaxLength = 100;

    /// <summary>The printable ASCII of its beginning.</summary>
    public static string Of(string text) => string.Concat(text.Where(letter => letter is >= ' ' and <= '~').Take(MaxLength));
}
