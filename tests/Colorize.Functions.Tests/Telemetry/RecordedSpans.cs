using System.Collections.Concurrent;
using System.Diagnostics;
using Colorize.Telemetry;

namespace Colorize.Tests.Telemetry;

/// <summary>Records the spans that carry a tag; other tests deliver at the same time.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ActivityListener _listener;

    public RecordedSpans(string tag, string value)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ColorizeTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (Equals(span.GetTagItem(tag), value))
                {
                    _spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The one span that there is.</summary>
    public Activity Single => Assert.Single(_spans);

    public void Dispose() => _listener.Dispose();
}
