using System.Diagnostics;

namespace Colorize.Cli.Local;

/// <summary>
/// A process that must not outlive this one. On Unix it runs under a watchdog (eng/watchdog.sh): a script that stops it as soon as this
/// process lets go of a pipe, which the system does even for a process that is killed.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int MaxTailLines = 3;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OutputDrainTimeout = TimeSpan.FromSeconds(1);

    private readonly string _name;
    private readonly Process _process;
    private readonly Queue<string> _tail = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string? _readyLine;
    private readonly TextWriter? _log;

    private ChildProcess(string name, Process process, string? readyLine, TextWriter? log) =>
        (_name, _process, _readyLine, _log) = (name, process, readyLine, log);

    /// <summary>Ends when the process has ended, or its watchdog: then nobody would tell when the process does.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Starts a process.</summary>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="readyLine">How the line begins that says it is ready, if it says so.</param>
    /// <param name="log">Where its output goes, if anywhere.</param>
    public static ChildProcess Start(
        string name, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, string? readyLine, TextWriter? log)
    {
        string[] watched = OperatingSystem.IsWindows() ? [.. command] : [.. Watchdog(), .. command];
        var start = new ProcessStartInfo(watched[0], watched[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = ProjectFolder.Root,
        };
        foreach ((string key, string value) in environment)
        {
            start.Environment[key] = value;
        }

        var child = new ChildProcess(name, new Process { StartInfo = start }, readyLine, log);
        child._process.OutputDataReceived += (_, line) => child.Take(line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Take(line.Data);
        child._process.EnableRaisingEvents = true;
        child._process.Exited += (_, _) => child._exited.TrySetResult();
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        child.Ended = child.WaitForEndAsync();
        return child;
    }

    /// <summary>Waits until the process says that it is ready.</summary>
    /// <exception cref="PlainErrorException">It ended instead, or took too long.</exception>
    public async Task WaitUntilReadyAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        Task first = await Task.WhenAny(_ready.Task, Ended, Task.Delay(limit, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        if (first == Ended || _process.HasExited)
        {
            throw Crashed();
        }

        if (first != _ready.Task)
        {
            throw NotReady(limit);
        }
    }

    /// <summary>What to tell when the process took too long to start.</summary>
    public PlainErrorException NotReady(TimeSpan limit) =>
        new($"{_name} did not get ready within {limit.TotalSeconds:N0} s. {OutputTail()}");

    /// <summary>What to tell when the process has ended though nobody asked it to.</summary>
    public PlainErrorException Crashed() => new($"{_name} ended unexpectedly (exit code {_process.ExitCode}). {OutputTail()}");

    /// <summary>Asks the process to stop, waits, and in the end makes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (OperatingSystem.IsWindows())
        {
            _process.Kill(entireProcessTree: true);
        }
        else
        {
            _process.StandardInput.Close();
        }

        using var limit = new CancellationTokenSource(StopTimeout);
        try
        {
            // This also waits for the end of the output, which a process that has lost its watchdog still holds.
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    // A session of its own keeps the terminal's Ctrl-C from the children: they are stopped in order instead.
    private static string[] Watchdog()
    {
        string watchdog = Path.Combine(ProjectFolder.Root, "eng", "watchdog.sh");
        return File.Exists("/usr/bin/setsid") ? ["/usr/bin/setsid", "--wait", watchdog] : [watchdog];
    }

    private async Task WaitForEndAsync()
    {
        await _exited.Task;
        await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(OutputDrainTimeout));
    }

    private string OutputTail()
    {
        lock (_tail)
        {
            return _tail.Count == 0 ? "It said nothing." : $"It last said: {string.Join(" | ", _tail)}";
        }
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_tail)
        {
            _tail.Enqueue(line);
            if (_tail.Count > MaxTailLines)
            {
                _tail.Dequeue();
            }

            _log?.WriteLine(line);
        }

        if (_readyLine is not null && line.StartsWith(_readyLine, StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }
}
