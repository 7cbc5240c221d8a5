using Azure.Storage.Blobs;
using Colorize.Storage;
using Colorize.Tests.Azurite;

namespace Colorize.Tests.Trainer.Storage;

/// <summary>A storage account of a test's own.</summary>
public sealed class TestStorage : IAsyncLifetime
{
    private AzuriteBlobs? _azurite;

    internal string ConnectionString { get; private set; } = string.Empty;

    internal StorageClients Clients { get; private set; } = null!;

    internal BlobContainerClient Models => Clients.Container(ContainerNames.Models);

    internal BlobContainerClient Tensors => Clients.Container(ContainerNames.Tensors);

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteBlobs.StartAsync();
        ConnectionString = AzuriteBlobs.ConnectionString(_azurite.Port);
        Clients = StorageClients.Create(new StorageOptions { ConnectionString = ConnectionString });
        await StorageContainers.EnsureAsync(Clients, [ContainerNames.Tensors, ContainerNames.Models]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }
}
