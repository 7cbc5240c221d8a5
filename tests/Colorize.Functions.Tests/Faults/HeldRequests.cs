namespace Colorize.Tests.Faults;

/// <summary>Storage that answers some requests only when it is told to.</summary>
/// <param name="method">The requests' method, as <c>PUT</c>.</param>
/// <param name="container">The container that they are about.</param>
internal sealed class HeldRequests(string method, string container) : IFault
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the first of them has come.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets them be answered.</summary>
    public void Release() => _released.TrySetResult();

    public void Apply(Exchange exchange)
    {
        if (exchange.RequestLine.StartsWith($"{method} ", StringComparison.Ordinal)
            && exchange.RequestLine.Contains($"/{container}/", StringComparison.Ordinal))
        {
            _reached.TrySetResult();
            exchange.Until = _released.Task;
        }
    }
}
