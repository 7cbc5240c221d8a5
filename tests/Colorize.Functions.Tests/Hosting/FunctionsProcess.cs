using System.Collections.Concurrent;
using System.Diagnostics;
using Colorize.Tests.Faults;

namespace Colorize.Tests.Hosting;

/// <summary>The function app as its users run it: the built program in a process of its own.</summary>
internal sealed class FunctionsProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FunctionsProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Read(e.Data);
        process.ErrorDataReceived += (_, e) => ReadError(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>All that it has written, line by line.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>What it has written to standard error.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>The memory that it holds.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The most memory that it has held.</summary>
    public long PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="connectionString">Its storage account; null where the settings name it.</param>
    /// <param name="settings">Further environment variables.</param>
    public static FunctionsProcess Start(string? connectionString, params IEnumerable<(string Name, string Value)> settings) =>
        new(Process.Start(Describe(connectionString, settings))!);

    /// <summary>Starts it and waits until it watches the containers.</summary>
    public static Task<FunctionsProcess> StartAndWaitAsync(
        string? connectionString, params IEnumerable<(string Name, string Value)> settings) =>
        WaitUntilReadyAsync(Start(connectionString, settings));

    /// <summary>Starts it where no file can be written, and waits until it watches the containers.</summary>
    public static Task<FunctionsProcess> StartWithoutDiskAsync(
        string connectionString, params IEnumerable<(string Name, string Value)> settings)
    {
        ProcessStartInfo start = Describe(connectionString, settings);
        FullDisk.Apply(start);
        return WaitUntilReadyAsync(new FunctionsProcess(Process.Start(start)!));
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForEndAsync(TimeSpan timeout)
    {
        using CancellationTokenSource limit = new(timeout);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Tells it to stop, as a service manager does.</summary>
    public void Terminate() => UnixSignal.Terminate(_process);

    /// <summary>Ends it at once, as a power cut does.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', _lines));
    }

    private static ProcessStartInfo Describe(string? connectionString, IEnumerable<(string Name, string Value)> settings)
    {
        string program = Path.Combine(
            AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Colorize.Functions.exe" : "Colorize.Functions");
        ProcessStartInfo start = new(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["AzureWebJobsStorage"] = connectionString;
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static async Task<FunctionsProcess> WaitUntilReadyAsync(FunctionsProcess functions)
    {
        Task ended = functions._process.WaitForExitAsync();
        await Task.WhenAny(functions._ready.Task, ended).WaitAsync(TimeSpan.FromMinutes(3));
        Assert.True(functions._ready.Task.IsCompletedSuccessfully, $"The functions did not start: {string.Join('\n', functions.Lines)}");
        return functions;
    }

    private void ReadError(string? line)
    {
        if (line is not null)
        {
            _errors.Enqueue(line);
            _lines.Enqueue(line);
        }
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (line.StartsWith("Ready:", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }
}
