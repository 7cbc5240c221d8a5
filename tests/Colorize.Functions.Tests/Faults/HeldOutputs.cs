using Colorize.Storage;

namespace Colorize.Tests.Faults;

/// <summary>Storage that answers whoever writes an output only when it is told to.</summary>
internal sealed class HeldOutputs : IFault
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the first output is written.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets the outputs be written.</summary>
    public void Release() => _released.TrySetResult();

    public void Befall(Exchange exchange)
    {
        if (exchange.RequestLine.StartsWith("PUT ", StringComparison.Ordinal)
            && exchange.RequestLine.Contains($"/{ContainerNames.Colorized}/", StringComparison.Ordinal))
        {
            _reached.TrySetResult();
            exchange.Until = _released.Task;
        }
    }
}
