using Microsoft.Azure.Storage;
using Microsoft.Azure.Storage.Queue;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>Keeps one message hidden from other hosts for as long as its image is in work.</summary>
internal sealed class MessageHold : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Func<CloudQueueMessage, TimeSpan, CancellationToken, Task> _hideAsync;
    private readonly TimeSpan _hidden;
    private readonly Task _renewals;

    /// <param name="message">A message that has just been taken.</param>
    /// <param name="hidden">How long it is hidden at a time.</param>
    /// <param name="hideAsync">Hides it for a time from now on; this changes its pop receipt.</param>
    public MessageHold(CloudQueueMessage message, TimeSpan hidden, Func<CloudQueueMessage, TimeSpan, CancellationToken, Task> hideAsync)
    {
        // A copy, since the engine changes its own when it moves a message to the poison queue.
        Message = new CloudQueueMessage(message.Id, message.PopReceipt);
        _hidden = hidden;
        _hideAsync = hideAsync;
        _renewals = RenewAsync();
    }

    /// <summary>The message with its latest pop receipt.</summary>
    public CloudQueueMessage Message { get; }

    /// <summary>Shows the message to other hosts.</summary>
    public Task GiveBackAsync(CancellationToken cancellationToken) => _hideAsync(Message, TimeSpan.Zero, cancellationToken);

    /// <summary>Ends the renewals.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _renewals;
        _end.Dispose();
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(_hidden / 3, _end.Token);
                // Not cancelled half way: a renewal that storage has done and we do not know of would lose the pop receipt.
                await _hideAsync(Message, _hidden, CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
        catch (StorageException)
        {
            // Another host has the message by now, and it will find the output in its place.
        }
    }
}
