using Azure;

namespace Colorize.Storage;

/// <summary>Creates what is missing in a new storage account.</summary>
public static class StorageContainers
{
    /// <summary>
    /// Creates the containers that are missing, where the caller may: a narrow identity (the trainer's, for one) has no
    /// right to, and then the deployment has created them.
    /// </summary>
    /// <returns>The containers that the caller may not create.</returns>
    public static async Task<IReadOnlyList<string>> EnsureAsync(
        StorageClients clients, IEnumerable<string> names, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clients);
        ArgumentNullException.ThrowIfNull(names);
        List<string> refused = [];
        foreach (string name in names)
        {
            try
            {
                await clients.Container(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            }
            catch (RequestFailedException exception) when (exception.Status == 403 && exception.ErrorCode != "AuthenticationFailed")
            {
                refused.Add(name);
            }
        }

        return refused;
    }
}
