using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Colorize.Local;
using Colorize.Tests.Identity;

namespace Colorize.Tests.Hosting;

/// <summary>
/// The storage emulator on free ports with a folder of its own. Each test class has an account of its own in it, so
/// that they run side by side; one that harms the emulator has an emulator of its own.
/// </summary>
internal sealed class Azurite : IAsyncDisposable
{
    private const int Accounts = 48;

    // Nobody else on this machine, and no page in a browser, shall know it.
    private static readonly string Key = AzuriteAccount.CreateRandom().Key;

    private readonly string _script;
    private readonly TestCertificate? _certificate;
    private readonly ConcurrentQueue<string>? _requests;
    private readonly string _folder = Directory.CreateTempSubdirectory("colorize-azurite-").FullName;
    private readonly int[] _ports = FreePorts.Take(3);
    private Process _process;
    private int _accountsTaken;

    private Azurite(string script, TestCertificate? certificate, bool logsRequests)
    {
        _script = script;
        _certificate = certificate;
        _requests = logsRequests ? [] : null;
        _process = Run();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill();
    }

    /// <summary>Starts the emulator and waits until it answers.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="certificate">With one, it speaks HTTPS and takes tokens beside keys.</param>
    /// <param name="logsRequests">Whether it fills <see cref="Requests"/>.</param>
    public static async Task<Azurite> StartAsync(
        CancellationToken cancellationToken, TestCertificate? certificate = null, bool logsRequests = false)
    {
        Azurite azurite = new(await AzuritePackage.FindAsync(cancellationToken), certificate, logsRequests);
        await azurite.WaitUntilItAnswersAsync(cancellationToken);
        return azurite;
    }

    /// <summary>
    /// The lines of its access log so far, in the order of the answers:
    /// <c>127.0.0.1 - - [26/Nov/2026:12:00:00 +0000] "PUT /account/container/blob HTTP/1.1" 201 -</c>.
    /// </summary>
    public IReadOnlyCollection<string> Requests => _requests ?? throw new InvalidOperationException("It was started without a log.");

    /// <summary>The emulator's process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>The port of the blobs.</summary>
    public int BlobPort => _ports[0];

    /// <summary>The port of the queues.</summary>
    public int QueuePort => _ports[1];

    /// <summary>The connection string of an account that nobody else uses.</summary>
    public string TakeAccount()
    {
        int number = Interlocked.Increment(ref _accountsTaken);
        Assert.True(number <= Accounts, "The tests use more accounts than Azurite was started with.");
        string account = AccountName(number);
        string scheme = _certificate is null ? "http" : "https";
        return $"DefaultEndpointsProtocol={scheme};AccountName={account};AccountKey={Key};"
            + $"BlobEndpoint={scheme}://127.0.0.1:{_ports[0]}/{account};"
            + $"QueueEndpoint={scheme}://127.0.0.1:{_ports[1]}/{account};TableEndpoint={scheme}://127.0.0.1:{_ports[2]}/{account}";
    }

    /// <summary>Waits until a blob would survive a power cut: the emulator writes down what it has accepted every five seconds.</summary>
    public Task WaitUntilSavedAsync(string path) => TestAccount.WaitAsync($"{path} on the emulator's disk", async () =>
        (await File.ReadAllTextAsync(Path.Combine(_folder, "__azurite_db_blob__.json"))).Contains(path, StringComparison.Ordinal)
            ? path
            : null);

    /// <summary>Ends the emulator at once, as a power cut does; what it has written down stays.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    /// <summary>Starts the emulator again on its data and ports, after it was killed.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        _process.Dispose();
        _process = Run();
        await WaitUntilItAnswersAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string AccountName(int number) => $"colorize{number:00}";

    private Process Run()
    {
        ProcessStartInfo start = new("node")
        {
            ArgumentList =
            {
                _script, "--location", _folder, "--blobPort", $"{_ports[0]}", "--queuePort", $"{_ports[1]}", "--tablePort", $"{_ports[2]}",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (_certificate is not null)
        {
            Array.ForEach(
                ["--oauth", "basic", "--cert", _certificate.CertificateFile, "--key", _certificate.KeyFile], start.ArgumentList.Add);
        }

        start.Environment[AzuriteAccount.Variable] = string.Join(';', Enumerable.Range(1, Accounts).Select(n => $"{AccountName(n)}:{Key}"));
        if (_requests is null)
        {
            start.ArgumentList.Add("--silent");
            return Process.Start(start)!;
        }

        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, e) => ReadLog(e.Data);
        process.BeginOutputReadLine();
        return process;
    }

    private void ReadLog(string? line)
    {
        if (line?.Contains(" HTTP/1.1\" ", StringComparison.Ordinal) == true)
        {
            _requests!.Enqueue(line);
        }
    }

    private async Task WaitUntilItAnswersAsync(CancellationToken cancellationToken)
    {
        foreach (int port in _ports)
        {
            while (!await AnswersAsync(port, cancellationToken))
            {
                if (_process.HasExited)
                {
                    Assert.Fail($"Azurite did not start: {await _process.StandardError.ReadToEndAsync(cancellationToken)}");
                }

                await Task.Delay(50, cancellationToken);
            }
        }
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
