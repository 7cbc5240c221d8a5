using Colorize.Storage;

namespace Colorize.Cli.Local;

/// <summary>Colorize whole on this machine: Azurite and the functions, as processes that end with this one.</summary>
internal sealed class LocalStack : IAsyncDisposable
{
    // A photograph in work may be finished; what waits is there at the next start.
    private const string StopTimeout = "00:00:10";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _azurite;
    private readonly ChildProcess _functions;
    private readonly IDisposable? _note;

    private LocalStack(AzuriteServer azurite, ChildProcess functions, IDisposable? note) =>
        (_azurite, _functions, _note, ConnectionString) = (azurite.Process, functions, note, azurite.ConnectionString);

    /// <summary>How to reach the storage.</summary>
    public string ConnectionString { get; }

    /// <summary>The storage's clients.</summary>
    public StorageClients Storage => StorageClients.Create(new StorageOptions { ConnectionString = ConnectionString });

    /// <summary>
    /// Starts Azurite, then the functions, and returns when they are ready. Other commands find the storage before these say that they are.
    /// </summary>
    /// <param name="data">Where Azurite keeps its data; null keeps it in memory, away from the usual ports and unknown to other
    /// commands.</param>
    /// <param name="log">Where the functions' log lines go, if anywhere.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="accessLog">Where Azurite writes a line for each request, if anywhere.</param>
    /// <exception cref="PlainErrorException">Something is missing or did not start.</exception>
    public static async Task<LocalStack> StartAsync(
        string? data, TextWriter? log, CancellationToken cancellationToken, TextWriter? accessLog = null)
    {
        AzuriteServer azurite = await AzuriteServer.StartAsync(data, StartTimeout, accessLog, cancellationToken);
        IDisposable? note = data is null ? null : RunningStack.Announce(data, azurite.ConnectionString);
        ChildProcess? functions = null;
        try
        {
            functions = StartFunctions(azurite.ConnectionString, log);
            await functions.WaitUntilReadyAsync(StartTimeout, cancellationToken);
            return new(azurite, functions, note);
        }
        catch
        {
            await StopAsync(note, functions, azurite.Process);
            throw;
        }
    }

    /// <summary>Does some work, unless a process of the stack ends before it does.</summary>
    /// <exception cref="PlainErrorException">A process ended.</exception>
    public async Task<T> WhileRunningAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<T> working = work(giveUp.Token);
        Task first = await Task.WhenAny(working, _azurite.Ended, _functions.Ended);
        if (first == working)
        {
            return await working;
        }

        await giveUp.CancelAsync();
        await working.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        cancellationToken.ThrowIfCancellationRequested();
        throw first == _azurite.Ended ? _azurite.Crashed() : _functions.Crashed();
    }

    /// <summary>Stops the functions, then Azurite.</summary>
    public ValueTask DisposeAsync() => StopAsync(_note, _functions, _azurite);

    private static ChildProcess StartFunctions(string connectionString, TextWriter? log)
    {
        string program = Path.Combine(ProjectFolder.Root, "Functions", "bin", BuildFolder(), "net10.0", "Colorize.Functions.dll");
        if (!File.Exists(program))
        {
            throw new PlainErrorException("The functions are not built. Run: dotnet build Functions --configuration Release");
        }

        var environment =
            new Dictionary<string, string> { [StorageOptions.SectionName] = connectionString, ["Colorize__StopTime"] = StopTimeout };
        return ChildProcess.Start("The functions", ["dotnet", program], environment, readyLine: "Ready:", log);
    }

    // The functions that were built as this program was: Debug beside Debug, Release beside Release.
    private static string BuildFolder() =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "Debug"
            : "Release";

    private static async ValueTask StopAsync(IDisposable? note, ChildProcess? functions, ChildProcess azurite)
    {
        note?.Dispose();
        if (functions is not null)
        {
            await functions.DisposeAsync();
        }

        await azurite.DisposeAsync();
    }
}
