using Colorize.Tests.Faults;
using Colorize.Tests.Hosting;

[assembly: AssemblyFixture(typeof(Emulator))]

namespace Colorize.Tests.Hosting;

/// <summary>One emulator for all test classes, and functions that run on one of its accounts.</summary>
public sealed class Emulator : IAsyncLifetime
{
    private readonly Lazy<Task<(TestAccount Account, FunctionsProcess Functions)>> _shared;
    private readonly Lazy<Task<TestAccount>> _spare;
    private Azurite? _azurite;

    public Emulator()
    {
        _shared = new(StartSharedAsync);
        _spare = new(NewAccountAsync);
    }

    internal int BlobPort => _azurite!.BlobPort;

    internal int QueuePort => _azurite!.QueuePort;

    public async ValueTask InitializeAsync() => _azurite = await Azurite.StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_shared.IsValueCreated)
        {
            await (await _shared.Value).Functions.DisposeAsync();
        }

        await _azurite!.DisposeAsync();
    }

    /// <summary>An account with running functions, for all tests that do them no harm.</summary>
    internal Task<(TestAccount Account, FunctionsProcess Functions)> SharedAsync() => _shared.Value;

    /// <summary>An account on which no functions run, for tests with blob names of their own.</summary>
    internal Task<TestAccount> SpareAccountAsync() => _spare.Value;

    /// <summary>A new storage account, empty but for our containers.</summary>
    internal Task<TestAccount> NewAccountAsync() => TestAccount.CreateAsync(_azurite!.TakeAccount());

    /// <summary>The connection string of an account, through other ports.</summary>
    internal string Through(TestAccount account, FaultyConnection blobs, FaultyConnection queues) => account.ConnectionString
        .Replace($":{BlobPort}/", $":{blobs.Port}/", StringComparison.Ordinal)
        .Replace($":{QueuePort}/", $":{queues.Port}/", StringComparison.Ordinal);

    private async Task<(TestAccount Account, FunctionsProcess Functions)> StartSharedAsync()
    {
        TestAccount account = await NewAccountAsync();
        return (account, await FunctionsProcess.StartAndWaitAsync(account.ConnectionString));
    }
}
