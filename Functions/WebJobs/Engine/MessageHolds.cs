using System.Collections.Concurrent;
using Microsoft.Azure.Storage;
using Microsoft.Azure.Storage.Queue;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>The messages that this process has taken from the waiting queue and not settled yet.</summary>
internal sealed class MessageHolds
{
    private readonly ConcurrentDictionary<string, MessageHold> _holds = new();

    /// <summary>Takes a message into hand.</summary>
    public void Add(MessageHold hold) => _holds[hold.Message.Id] = hold;

    /// <summary>Lets go of a message, to settle it.</summary>
    /// <returns>The message with its latest pop receipt.</returns>
    public async Task<CloudQueueMessage> LetGoAsync(CloudQueueMessage message)
    {
        if (!_holds.TryRemove(message.Id, out MessageHold? hold))
        {
            return message;
        }

        await hold.DisposeAsync();
        return hold.Message;
    }

    /// <summary>Shows all remaining messages to other hosts.</summary>
    public async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        foreach (string id in _holds.Keys)
        {
            if (_holds.TryRemove(id, out MessageHold? hold))
            {
                await GiveBackAsync(hold, cancellationToken);
            }
        }
    }

    private static async Task GiveBackAsync(MessageHold hold, CancellationToken cancellationToken)
    {
        await hold.DisposeAsync();
        try
        {
            await hold.GiveBackAsync(cancellationToken);
        }
        catch (StorageException)
        {
            // It shows by itself within half a minute.
        }
    }
}
