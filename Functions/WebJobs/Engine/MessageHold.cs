using Microsoft.Azure.Storage;
using Microsoft.Azure.Storage.Queue;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>Keeps one message hidden from other hosts for as long as its image is in work.</summary>
internal sealed class MessageHold : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _renewals;

    /// <param name="message">A message that has just been taken.</param>
    /// <param name="hidden">How long it is hidden at a time.</param>
    /// <param name="renew">Hides it for as long again; this changes its pop receipt.</param>
    public MessageHold(CloudQueueMessage message, TimeSpan hidden, Func<CloudQueueMessage, CancellationToken, Task> renew)
    {
        // A copy, since the engine changes its own when it moves a message to the poison queue.
        Message = new CloudQueueMessage(message.Id, message.PopReceipt);
        _renewals = RenewAsync(hidden / 3, renew);
    }

    /// <summary>The message with its latest pop receipt.</summary>
    public CloudQueueMessage Message { get; }

    /// <summary>Ends the renewals.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _renewals;
        _end.Dispose();
    }

    private async Task RenewAsync(TimeSpan interval, Func<CloudQueueMessage, CancellationToken, Task> renew)
    {
        try
        {
            while (true)
            {
                await Task.Delay(interval, _end.Token);
                // Not cancelled half way: a renewal that storage has done and we do not know of would lose the pop receipt.
                await renew(Message, CancellationToken.None);
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
