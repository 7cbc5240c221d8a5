using System.Globalization;

namespace Colorize.Cli.Dropping;

/// <summary>A line a photograph.</summary>
internal sealed class PlainDropReport : IDropReport
{
    public void Add(Return photograph, string? saved)
    {
        string file = photograph.Dropped.Photograph.Label;
        if (saved is null)
        {
            Console.Error.WriteLine($"{file}: {photograph.Message}".ReplaceLineEndings(" "));
        }
        else
        {
            string shown = Path.GetRelativePath(Environment.CurrentDirectory, saved);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file} → {shown} ({photograph.Elapsed.TotalSeconds:0.0} s)"));
        }
    }

    public void End()
    {
    }
}
