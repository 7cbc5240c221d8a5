using Colorize.Tests.Hosting;

[assembly: AssemblyFixture(typeof(Colorize.Tests.AzuriteFixture))]

namespace Colorize.Tests;

/// <summary>One emulator for all tests; each takes an account of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private Azurite? _azurite;

    internal int BlobPort => _azurite!.BlobPort;

    public async ValueTask InitializeAsync() => _azurite = await Azurite.StartAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => _azurite!.DisposeAsync();

    /// <summary>A new storage account, empty but for our containers.</summary>
    internal Task<TestAccount> NewAccountAsync() => TestAccount.CreateAsync(_azurite!.TakeAccount());
}
