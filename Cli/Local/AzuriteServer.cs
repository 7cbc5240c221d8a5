using System.Diagnostics;
using System.Globalization;
using Azure;
using Colorize.Local;
using Colorize.Storage;

namespace Colorize.Cli.Local;

/// <summary>Azurite as a process that ends with this one, on an account of its own.</summary>
/// <param name="Process">The process.</param>
/// <param name="ConnectionString">How to reach it.</param>
internal sealed record AzuriteServer(ChildProcess Process, string ConnectionString)
{
    private const int MaxTries = 3;

    /// <summary>Azurite's usual ports for blobs, queues and tables.</summary>
    private static readonly int[] UsualPorts = [10000, 10001, 10002];

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Starts it and returns when it answers to its key.</summary>
    /// <param name="data">Where it keeps its data; null keeps it in memory, away from the usual ports.</param>
    /// <param name="limit">The longest time that it may take.</param>
    /// <param name="accessLog">Where it writes a line for each request, if anywhere.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PlainErrorException">It is not installed, or did not start.</exception>
    public static async Task<AzuriteServer> StartAsync(
        string? data, TimeSpan limit, TextWriter? accessLog, CancellationToken cancellationToken)
    {
        AzuriteAccount account = data is null ? AzuriteAccount.CreateRandom() : AzuriteAccount.LoadOrCreate(data);
        for (int tries = 1; ; tries++)
        {
            // Another program may take a free port before Azurite does.
            int[] ports = data is null || tries > 1 ? FreePorts.Any(UsualPorts.Length) : FreePorts.TakeOr(UsualPorts);
            ChildProcess process = Start(data, ports, account, accessLog);
            AzuriteServer server = new(process, account.ConnectionString(ports[0], ports[1], ports[2]));
            try
            {
                if (await server.WaitAsync(limit, cancellationToken))
                {
                    return server;
                }

                if (tries == MaxTries)
                {
                    throw process.Crashed();
                }
            }
            catch
            {
                await process.DisposeAsync();
                throw;
            }

            await process.DisposeAsync();
        }
    }

    private static ChildProcess Start(string? data, int[] ports, AzuriteAccount account, TextWriter? accessLog)
    {
        string script = Path.Combine(ProjectFolder.Root, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(script))
        {
            throw new PlainErrorException("Azurite is not installed. Run: npm ci");
        }

        string[] place = data is null ? ["--inMemoryPersistence"] : ["--location", data];
        string[] silence = accessLog is null ? ["--silent"] : [];
        string[] numbers = [.. ports.Select(port => port.ToString(CultureInfo.InvariantCulture))];
        return ChildProcess.Start(
            "Azurite",
            [
                "node", script, .. silence, "--disableTelemetry", .. place,
                "--blobPort", numbers[0], "--queuePort", numbers[1], "--tablePort", numbers[2],
            ],
            new Dictionary<string, string> { [AzuriteAccount.Variable] = account.Setting },
            readyLine: null,
            accessLog);
    }

    /// <returns>False if it ended instead.</returns>
    private async Task<bool> WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        StorageClients clients = StorageClients.Create(new StorageOptions { ConnectionString = ConnectionString });
        while (!await AnswersAsync(clients, cancellationToken))
        {
            if (Process.Ended.IsCompleted)
            {
                return false;
            }

            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                throw Process.NotReady(limit);
            }

            await Task.Delay(PollInterval, cancellationToken);
        }

        return true;
    }

    // Whoever else listens on the port does not know the key.
    private static async Task<bool> AnswersAsync(StorageClients clients, CancellationToken cancellationToken)
    {
        if (!await FreePorts.IsListeningAsync(clients.Blobs.Uri.Port, cancellationToken)
            || !await FreePorts.IsListeningAsync(clients.Queues.Uri.Port, cancellationToken))
        {
            return false;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(AnswerTimeout);
        try
        {
            await clients.Blobs.GetPropertiesAsync(timeout.Token);
            return true;
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
