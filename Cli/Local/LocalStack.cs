using System.Globalization;
using System.Net.Sockets;
using Colorize.Storage;

namespace Colorize.Cli.Local;

/// <summary>Colorize whole on this machine: Azurite and the functions, as processes that end with this one.</summary>
internal sealed class LocalStack : IAsyncDisposable
{
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Azurite's usual ports for blobs, queues and tables.</summary>
    private static readonly int[] UsualPorts = [10000, 10001, 10002];

    // A photograph in work may be finished; what waits is there at the next start.
    private const string StopTime = "00:00:10";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _azurite;
    private readonly ChildProcess _functions;

    private LocalStack(ChildProcess azurite, ChildProcess functions, string connectionString) =>
        (_azurite, _functions, ConnectionString) = (azurite, functions, connectionString);

    /// <summary>How to reach the storage.</summary>
    public string ConnectionString { get; }

    /// <summary>The storage's clients.</summary>
    public StorageClients Storage => StorageClients.Create(new StorageOptions { ConnectionString = ConnectionString });

    /// <summary>Starts Azurite, then the functions, and returns when they are ready.</summary>
    /// <param name="data">Where Azurite keeps its data; null keeps it in memory, away from the usual ports.</param>
    /// <param name="log">Where the functions' log lines go, if anywhere.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PlainErrorException">Something is missing or did not start.</exception>
    public static async Task<LocalStack> StartAsync(string? data, TextWriter? log, CancellationToken cancellationToken)
    {
        int[] ports = data is null ? FreePorts.Any(UsualPorts.Length) : FreePorts.TakeOr(UsualPorts);
        string connectionString = ConnectionStringOf(ports);
        ChildProcess azurite = StartAzurite(data, ports);
        ChildProcess? functions = null;
        try
        {
            await WaitForPortAsync(azurite, ports[0], cancellationToken).ConfigureAwait(false);
            functions = StartFunctions(connectionString, log);
            await functions.WaitUntilReadyAsync(StartTime, cancellationToken).ConfigureAwait(false);
            return new(azurite, functions, connectionString);
        }
        catch
        {
            await StopAsync(functions, azurite).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Does some work, unless a process of the stack ends before it does.</summary>
    /// <exception cref="PlainErrorException">A process ended.</exception>
    public async Task<T> WhileRunningAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<T> working = work(giveUp.Token);
        Task first = await Task.WhenAny(working, _azurite.Ended, _functions.Ended).ConfigureAwait(false);
        if (first == working)
        {
            return await working.ConfigureAwait(false);
        }

        await giveUp.CancelAsync().ConfigureAwait(false);
        await working.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        throw first == _azurite.Ended ? _azurite.Crashed() : _functions.Crashed();
    }

    /// <summary>Stops the functions, then Azurite.</summary>
    public ValueTask DisposeAsync() => StopAsync(_functions, _azurite);

    private static ChildProcess StartAzurite(string? data, int[] ports)
    {
        string script = Path.Combine(ProjectFolder.Root, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(script))
        {
            throw new PlainErrorException("Azurite is not installed. Run: npm ci");
        }

        string[] place = data is null ? ["--inMemoryPersistence"] : ["--location", data];
        string[] numbers = [.. ports.Select(port => port.ToString(CultureInfo.InvariantCulture))];
        return ChildProcess.Start(
            "Azurite",
            ["node", script, "--silent", "--disableTelemetry", .. place, "--blobPort", numbers[0], "--queuePort", numbers[1], "--tablePort", numbers[2]],
            new Dictionary<string, string>(),
            readyLine: null,
            log: null);
    }

    private static ChildProcess StartFunctions(string connectionString, TextWriter? log)
    {
        string program = Path.Combine(ProjectFolder.Root, "Functions", "bin", BuildFolder(), "net10.0", "Colorize.Functions.dll");
        if (!File.Exists(program))
        {
            throw new PlainErrorException("The functions are not built. Run: dotnet build Functions --configuration Release");
        }

        var environment = new Dictionary<string, string> { [StorageOptions.SectionName] = connectionString, ["Colorize__StopTime"] = StopTime };
        return ChildProcess.Start("The functions", ["dotnet", program], environment, readyLine: "Ready:", log);
    }

    // The functions that were built as this program was: Debug beside Debug, Release beside Release.
    private static string BuildFolder() =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";

    private static async Task WaitForPortAsync(ChildProcess azurite, int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartTime);
        while (!await IsListeningAsync(port, limit.Token).ConfigureAwait(false))
        {
            if (azurite.Ended.IsCompleted)
            {
                throw azurite.Crashed();
            }

            await Task.Delay(100, limit.Token).ConfigureAwait(false);
        }
    }

    private static async Task<bool> IsListeningAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Azurite's account and key are the same everywhere and are published by Microsoft: they protect nothing.
    private static string ConnectionStringOf(int[] ports) => ports.SequenceEqual(UsualPorts)
        ? "UseDevelopmentStorage=true"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={AccountKey};BlobEndpoint=http://127.0.0.1:{ports[0]}/devstoreaccount1;QueueEndpoint=http://127.0.0.1:{ports[1]}/devstoreaccount1;TableEndpoint=http://127.0.0.1:{ports[2]}/devstoreaccount1;");

    private static async ValueTask StopAsync(ChildProcess? functions, ChildProcess azurite)
    {
        if (functions is not null)
        {
            await functions.DisposeAsync().ConfigureAwait(false);
        }

        await azurite.DisposeAsync().ConfigureAwait(false);
    }
}
