using System.Globalization;
using Colorize.Cli.Local;

namespace Colorize.Tests.Running;

/// <summary>A <c>./colorize up</c> that the tests of an assembly share, with storage of its own.</summary>
public sealed class UpFixture : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("colorize-up-").FullName;
    private CliProcess? _up;

    /// <summary>The settings with which other commands find its storage.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>The settings of somebody who is told nothing: the storage is found, though it is in another folder than usual.</summary>
    public Dictionary<string, string> Found { get; } = [];

    /// <summary>Whether other commands could find the storage when it said that it is ready.</summary>
    public bool WasFoundWhenReady { get; private set; }

    /// <summary>The gallery's address.</summary>
    public string Gallery { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        string port = FreePorts.Any(1)[0].ToString(CultureInfo.InvariantCulture);
        Found["COLORIZE_STATE"] = Path.Combine(_data, "state");
        _up = new CliProcess(Found, "up", "--port", port, "--data", _data);
        await _up.LineAsync("Ready:");
        WasFoundWhenReady = Directory.Exists(Path.Combine(Found["COLORIZE_STATE"], "running"));
        Gallery = (await _up.LineAsync("Gallery:")).Split(' ')[0];
        Settings["AzureWebJobsStorage"] = await _up.LineAsync("Storage:");
    }

    public async ValueTask DisposeAsync()
    {
        if (_up is not null)
        {
            _up.Terminate();
            await _up.EndAsync();
            _up.Dispose();
        }

        Directory.Delete(_data, recursive: true);
    }

    internal Task<CliResult> RunAsync(params string[] arguments) => CliProcess.RunAsync(Settings, arguments);
}
