using System.Diagnostics;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Colorize.Local;

namespace Colorize.Tests.Azurite;

/// <summary>A real Azurite blob service of the tests' own, in memory and on a free port.</summary>
internal sealed partial class AzuriteBlobs : IAsyncDisposable
{
    // Nobody else on this machine, and no page in a browser, shall know it.
    private static readonly AzuriteAccount Account = AzuriteAccount.CreateRandom();

    private readonly Process _process;

    private AzuriteBlobs(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="port">The port; 0 for any that is free.</param>
    public static async Task<AzuriteBlobs> StartAsync(int port = 0)
    {
        ProcessStartInfo start = new("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[AzuriteAccount.Variable] = Account.Setting;
        string[] arguments = [ScriptPath(), "--blobPort", $"{port}", "--inMemoryPersistence", "--disableTelemetry", "--silent"];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        List<string> said = [];
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (Listening().Match(line) is { Success: true } match)
            {
                return new(process, int.Parse(match.Groups[1].ValueSpan));
            }
        }

        throw new InvalidOperationException(
            $"Azurite ended: {string.Join('\n', said)}{await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>A new container with nothing in it.</summary>
    public async Task<BlobContainerClient> CreateContainerAsync()
    {
        BlobContainerClient container = Container(Port, $"models-{Guid.NewGuid():N}");
        await container.CreateAsync();
        return container;
    }

    /// <summary>The account's key.</summary>
    public static string Key => Account.Key;

    /// <summary>How to reach the account at a port; it has blobs alone.</summary>
    public static string ConnectionString(int port) => Account.ConnectionString(port, port, port);

    /// <summary>A container at a port where there may be nothing.</summary>
    public static BlobContainerClient Container(int port, string name)
    {
        BlobClientOptions options = new(BlobClientOptions.ServiceVersion.V2026_06_06);
        options.Retry.MaxRetries = 0;
        return new(ConnectionString(port), name, options);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string ScriptPath()
    {
        const string Script = "node_modules/azurite/dist/src/blob/main.js";
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Script)))
            {
                return Path.Combine(folder.FullName, Script);
            }
        }

        throw new InvalidOperationException($"{Script} is not there. Run `npm ci` in the repository's folder first.");
    }

    [GeneratedRegex(@"successfully listens on http://127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening();
}
