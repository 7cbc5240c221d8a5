using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace Colorize.Functions.Shutdown;

/// <summary>
/// What runs at this moment. Each invocation goes on until it ends or its time is over, not until its host first asks to stop; and a
/// stop waits for them.
/// </summary>
public sealed class InFlightBlobs(ShutdownDeadline deadline) : IHostedService
{
    private static readonly AsyncLocal<bool> InInvocation = new();

    private readonly ConcurrentDictionary<Task, string> _running = new();

    /// <summary>Whether this code runs in an invocation.</summary>
    public static bool IsInvocation => InInvocation.Value;

    /// <summary>Runs an invocation.</summary>
    /// <param name="blob">Container and path of its blob.</param>
    /// <param name="invokeAsync">The invocation; its token fires when the time is over.</param>
    public async Task RunAsync(string blob, Func<CancellationToken, Task> invokeAsync)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[ended.Task] = blob;
        InInvocation.Value = true;
        try
        {
            await invokeAsync(deadline.Token);
        }
        finally
        {
            _running.TryRemove(ended.Task, out _);
            ended.SetResult();
        }
    }

    /// <summary>Whether a blob is in work in this process.</summary>
    /// <param name="blob">Container and path.</param>
    public bool Contains(string blob) => _running.Values.Contains(blob);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waits for what runs, as long as it may.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        while (!_running.IsEmpty)
        {
            await Task.WhenAll(_running.Keys).WaitAsync(cancellationToken);
        }
    }
}
