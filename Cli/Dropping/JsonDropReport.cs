
namespace Colorize.Cli.Dropping;

/// <summary>One JSON array at the end, with an object a photograph.</summary>
internal sealed class JsonDropReport : IDropReport
{
    private readonly List<object> _photographs = [];

    public void Add(Return photograph, string? saved) => _photographs.Add(new
    {
        File = Path.GetFullPath(photograph.Dropped.Photograph.Label),
        photograph.Dropped.Blob,
        photograph.Outcome,
        Result = saved,
        photograph.Message,
        Milliseconds = (long)photograph.Elapsed.TotalMilliseconds,
        photograph.Metadata?.ModelVersion,
        Classes = photograph.Metadata?.Classes.Select(c => new { Name = c.Key, Probability = c.Value }),
    });

    public void End() => JsonOutput.Write(_photographs);
}
