using Azure;
using Colorize.Functions.WebJobs.Engine;
using Colorize.Storage;

namespace Colorize.Functions.WebJobs;

/// <summary>Makes sure at start that storage answers, and creates what is missing in it.</summary>
internal sealed class StorageCheck(StorageClients storage)
{
    // Long enough for an emulator that starts at the same time, short enough for a person who mistyped the address.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <exception cref="StorageSettingsException">Storage does not answer, or refuses; the message says what to do.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await StorageContainers.EnsureAsync(storage, [.. ContainerNames.All, Receipts.Container], patience.Token);
            await storage.Queues.GetQueueClient(EngineHost.WaitingQueue).CreateIfNotExistsAsync(cancellationToken: patience.Token);
            await storage.Queues.GetQueueClient(BlobPaths.PoisonQueue).CreateIfNotExistsAsync(cancellationToken: patience.Token);
        }
        catch (RequestFailedException e) when (e.Status is 401 or 403)
        {
            throw new StorageSettingsException(
                $"Storage at {storage.Address} refuses the credentials ({e.ErrorCode}). Check {StorageOptions.SectionName}.");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StorageSettingsException(
                $"Storage at {storage.Address} does not answer. Start Azurite ('./colorize up' does it), or check {StorageOptions.SectionName}. "
                + $"({Cause(e)})");
        }
    }

    private static string Cause(Exception exception) => exception switch
    {
        OperationCanceledException => $"no answer within {Patience.TotalSeconds:0} s",
        AggregateException { InnerException: { } inner } => Cause(inner),
        RequestFailedException { Status: > 0 } e => $"it answered {e.Status} {e.ErrorCode}",
        _ => exception.Message.ReplaceLineEndings(" "),
    };
}
