using System.Net.Sockets;
using Azure;
using Azure.Identity;
using Colorize.Local;
using Colorize.Storage;
using Microsoft.Extensions.Configuration;

namespace Colorize.Cli.Local;

/// <summary>Where the other commands find the storage: in the settings, or else the one that ./colorize up keeps running.</summary>
internal static class RunningStack
{
    // The client would try for minutes before it said that nobody is there.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(15);

    /// <summary>The folder in which ./colorize up keeps its storage, unless it is told another.</summary>
    /// <exception cref="PlainErrorException">This program does not lie in the project's folder.</exception>
    public static string DefaultData => RunningStorage.DefaultData ?? Path.Combine(ProjectFolder.Root, "data");

    /// <summary>Connects to the storage, and creates the containers that are missing.</summary>
    /// <exception cref="StorageSettingsException">No storage is set and none runs here.</exception>
    /// <exception cref="PlainErrorException">It does not answer.</exception>
    public static async Task<StorageClients> ConnectAsync(CancellationToken cancellationToken)
    {
        StorageClients storage = StorageClients.Create(
            RunningStorage.OptionsFrom(new ConfigurationBuilder().AddEnvironmentVariables().Build()));
        await CheckAsync(storage, cancellationToken);
        return storage;
    }

    /// <summary>Leaves a note of a storage for the other commands, until it is disposed; null where that cannot be.</summary>
    /// <param name="data">The folder of the storage.</param>
    /// <param name="connectionString">How to reach it.</param>
    public static IDisposable? Announce(string data, string connectionString)
    {
        try
        {
            return new RunningStorage(data, connectionString).Announce();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(
                $"Other commands do not find this storage by themselves ({exception.Message}): set {StorageOptions.SectionName} for them "
                    + "to what is printed below.");
            return null;
        }
    }

    private static async Task CheckAsync(StorageClients storage, CancellationToken cancellationToken)
    {
        if (storage.Blobs.Uri.IsLoopback)
        {
            await CheckPortAsync(storage, cancellationToken);
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(AnswerTimeout);
        try
        {
            IReadOnlyList<string> refused = await StorageContainers.EnsureAsync(storage, ContainerNames.All, timeout.Token);
            if (storage.IsLocal && refused.Count > 0)
            {
                throw WrongKey(storage);
            }
        }
        catch (AuthenticationFailedException exception)
        {
            throw StorageSettingsException.WithoutIdentity(storage, exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PlainErrorException(
                $"The storage at {storage.Address} did not answer within {AnswerTimeout.TotalSeconds:0} s. Is it busy, or is "
                    + $"{StorageOptions.SectionName} wrong?");
        }
        catch (RequestFailedException exception) when (exception.Status == 403 && storage.IsLocal)
        {
            throw WrongKey(storage);
        }
    }

    private static PlainErrorException WrongKey(StorageClients storage) => new(
        $"The storage at {storage.Address} does not know this key. That of ./colorize up has a key of its own: unset "
            + $"{StorageOptions.SectionName}, or set it to what 'up' has printed.");

    private static async Task CheckPortAsync(StorageClients storage, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ConnectTimeout);
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(storage.Blobs.Uri.Host, storage.Blobs.Uri.Port, timeout.Token);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            throw new PlainErrorException(
                $"No storage answers at {storage.Address}. Is ./colorize up running, and is {StorageOptions.SectionName} right?");
        }
    }
}
