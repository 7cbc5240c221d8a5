namespace Colorize.Cli.Dropping.Reports;

/// <summary>One JSON array at the end, with an object a photograph.</summary>
internal sealed class JsonDropReport(int total) : DropReport(total, shown: false)
{
    private readonly List<object> _photographs = [];

    public override void AddUnreadable(Photograph photograph, string message)
    {
        base.AddUnreadable(photograph, message);
        Add(new { File = Path.GetFullPath(photograph.Label), Outcome = Outcome.Unreadable, Message = message });
    }

    public override void Add(PhotoResult photograph, string? saved, bool wasThere)
    {
        base.Add(photograph, saved, wasThere);
        Add(new
        {
            File = Path.GetFullPath(photograph.Dropped.Photograph.Label),
            photograph.Dropped.Blob,
            photograph.Outcome,
            Result = saved,
            photograph.Message,
            Milliseconds = (long)photograph.Elapsed.TotalMilliseconds,
            photograph.Metadata?.ModelVersion,
            photograph.Metadata?.Network,
            photograph.Notes,
            Classes = photograph.Metadata?.Classes.Select(c => new { Name = c.Key, Probability = c.Value }),
        });
    }

    public override void End(bool stopped)
    {
        Dispose();
        lock (_photographs)
        {
            JsonOutput.Write(_photographs);
        }
    }

    private void Add(object photograph)
    {
        lock (_photographs)
        {
            _photographs.Add(photograph);
        }
    }
}
