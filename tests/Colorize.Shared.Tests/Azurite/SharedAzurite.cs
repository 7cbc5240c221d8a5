using Colorize.Tests.Azurite;

[assembly: AssemblyFixture(typeof(SharedAzurite))]

namespace Colorize.Tests.Azurite;

/// <summary>The Azurite that tests share, each with containers of its own. It starts when the first test asks for it.</summary>
public sealed class SharedAzurite : IAsyncDisposable
{
    private readonly Lazy<Task<AzuriteBlobs>> _blobs = new(() => AzuriteBlobs.StartAsync());

    internal Task<AzuriteBlobs> Blobs => _blobs.Value;

    public async ValueTask DisposeAsync()
    {
        if (_blobs.IsValueCreated)
        {
            await (await Blobs).DisposeAsync();
        }
    }
}
