using Azure;
using Azure.Identity;
using Colorize.Storage;

namespace Colorize.Functions.Hosting;

/// <summary>Makes sure at start that storage answers, and creates what is missing in it.</summary>
/// <param name="storage">The account.</param>
/// <param name="containers">The containers that there must be.</param>
/// <param name="queues">The queues that there must be.</param>
internal sealed class StorageCheck(StorageClients storage, IReadOnlyList<string> containers, IReadOnlyList<string> queues)
{
    // Long enough for an emulator that starts at the same time, short enough for a person who mistyped the address.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <exception cref="StorageSettingsException">Storage does not answer, or refuses; the message says what to do.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            await StorageContainers.EnsureAsync(storage, containers, timeout.Token);
            foreach (string queue in queues)
            {
                await storage.Queues.GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: timeout.Token);
            }
        }
        catch (RequestFailedException exception) when (exception.IsForbidden())
        {
            throw new StorageSettingsException(
                $"Storage at {storage.Address} refuses the credentials ({exception.ErrorCode}). Check {StorageOptions.SectionName}.");
        }
        catch (AuthenticationFailedException exception)
        {
            throw StorageSettingsException.WithoutIdentity(storage, exception);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StorageSettingsException(
                $"Storage at {storage.Address} does not answer. Start Azurite ('./colorize up' does it), or check "
                    + $"{StorageOptions.SectionName}. "
                + $"({Cause(exception)})");
        }
    }

    private static string Cause(Exception exception) =>
        exception is OperationCanceledException ? $"no answer within {Timeout.TotalSeconds:0} s" : PlainMessage.Of(exception);
}
