using Colorize.Storage;

namespace Colorize.Tests.Faults;

/// <summary>Storage that never answers whoever writes an output.</summary>
internal sealed class StalledOutputs : IFault
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the first output is written.</summary>
    public Task Reached => _reached.Task;

    public void Apply(Exchange exchange)
    {
        if (exchange.RequestLine.StartsWith("PUT ", StringComparison.Ordinal)
            && exchange.RequestLine.Contains($"/{ContainerNames.Colorized}/", StringComparison.Ordinal))
        {
            exchange.Delay = Timeout.InfiniteTimeSpan;
            _reached.TrySetResult();
        }
    }
}
