using System.Net.Sockets;
using Colorize.Storage;
using Microsoft.Extensions.Configuration;

namespace Colorize.Cli.Local;

/// <summary>Where the other commands find the storage: in the settings, or else the one that ./colorize up keeps running.</summary>
internal static class RunningStack
{
    private const string NoteFile = "up.txt";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The folder in which ./colorize up keeps its storage, unless it is told another.</summary>
    public static string DefaultData => Path.Combine(ProjectFolder.Root, ".azurite", "data");

    /// <summary>Connects to the storage, and creates the containers that are missing.</summary>
    /// <exception cref="PlainErrorException">No storage is set and none runs here, or it does not answer.</exception>
    public static async Task<StorageClients> ConnectAsync(CancellationToken cancellationToken)
    {
        StorageClients storage = Find();
        await CheckAsync(storage, cancellationToken);
        await StorageContainers.EnsureAsync(storage, ContainerNames.All, cancellationToken);
        return storage;
    }

    /// <summary>Leaves a note of a storage for the other commands, until it is disposed.</summary>
    /// <param name="data">The folder of the storage.</param>
    /// <param name="connectionString">How to reach it.</param>
    public static IDisposable Announce(string data, string connectionString)
    {
        string file = Path.Combine(data, NoteFile);
        File.WriteAllText(file, connectionString);
        return new Note(file);
    }

    private static StorageClients Find()
    {
        IConfigurationRoot settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        IConfigurationSection section = settings.GetSection(StorageOptions.SectionName);
        if (section.Value is not null || section.GetChildren().Any())
        {
            return StorageClients.Create(StorageOptions.From(settings));
        }

        // A killed up leaves its note behind, but not its lock.
        string note = Path.Combine(DefaultData, NoteFile);
        return UpLock.IsHeld(DefaultData) && File.Exists(note)
            ? StorageClients.Create(new StorageOptions { ConnectionString = File.ReadAllText(note) })
            : throw new PlainErrorException($"There is no storage to work with: start one with ./colorize up, or set {StorageOptions.SectionName}.");
    }

    // The client would try for half a minute before it said that nobody is there.
    private static async Task CheckAsync(StorageClients storage, CancellationToken cancellationToken)
    {
        Uri address = storage.Blobs.Uri;
        if (!address.IsLoopback)
        {
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(address.Host, address.Port, patience.Token);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new PlainErrorException(
                $"No storage answers at {storage.Address}. Is ./colorize up running, and is {StorageOptions.SectionName} right?");
        }
    }

    private sealed class Note(string file) : IDisposable
    {
        public void Dispose() => File.Delete(file);
    }
}
