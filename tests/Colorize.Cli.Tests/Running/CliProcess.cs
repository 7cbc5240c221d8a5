using System.Diagnostics;
using System.Text;

namespace Colorize.Tests.Running;

/// <summary>The command line as a user starts it: a process of its own.</summary>
internal sealed class CliProcess : IDisposable
{
    private const string MountSmallDisk = "mount -t tmpfs -o size=8k full \"$0\"";
    private const string MountReadOnlyDisk = "mount -t tmpfs -o ro locked \"$0\"";

    private static readonly string[] InOwnNamespace = ["unshare", "--map-root-user", "--mount", "sh", "-c"];
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(120);

    // No test meets the storage that somebody keeps running here.
    private static readonly string State = Directory.CreateTempSubdirectory("colorize-state-").FullName;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    public CliProcess(IReadOnlyDictionary<string, string> environment, params string[] arguments)
        : this(environment, ["dotnet"], arguments)
    {
    }

    private CliProcess(IReadOnlyDictionary<string, string> environment, string[] starter, string[] arguments)
    {
        string program = typeof(Colorize.Cli.ColorizeCommandLine).Assembly.Location;
        var start =
            new ProcessStartInfo(starter[0], [.. starter[1..], program, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        start.Environment["COLORIZE_ROOT"] = ProjectRoot;
        start.Environment.Remove("AzureWebJobsStorage");
        start.Environment["COLORIZE_STATE"] = State;
        foreach ((string key, string value) in environment)
        {
            start.Environment[key] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Take(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static string ProjectRoot { get; } = FindRoot();

    public int Id => _process.Id;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    public static async Task<CliResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = new CliProcess(environment, arguments);
        int code = await process.EndAsync();
        return new(code, process.Output, process.Errors);
    }

    /// <summary>Runs it where a folder lies on a disk of 8 KB, which nobody else sees.</summary>
    /// <returns>What it said; the output ends with the names that it left in the folder.</returns>
    public static Task<CliResult> RunOnSmallDiskAsync(
        string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunOnDiskAsync(MountSmallDisk, folder, environment, arguments);

    /// <summary>Runs it where a folder lies on a disk that cannot be written.</summary>
    public static Task<CliResult> RunOnReadOnlyDiskAsync(
        string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunOnDiskAsync(MountReadOnlyDisk, folder, environment, arguments);

    /// <summary>Waits for a line of the output that begins so, and gives the rest of it.</summary>
    public async Task<string> LineAsync(string beginning)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Timeout)
        {
            string? line = Output.Split('\n').FirstOrDefault(one => one.StartsWith(beginning, StringComparison.Ordinal));
            if (line is not null)
            {
                return line[beginning.Length..].Trim();
            }

            Assert.False(_process.HasExited, $"It ended with {(_process.HasExited ? _process.ExitCode : 0)}. {Output} {Errors}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"No line begins with '{beginning}'. {Output} {Errors}");
    }

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Timeout, TestContext.Current.CancellationToken);
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>
    /// Asks the process to stop, as a service manager does. (Ctrl-C's signal is ignored in processes that a script started with &amp;.)
    /// </summary>
    public void Terminate() =>
        Process.Start("kill", ["-TERM", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();

    /// <summary>Ends the process so that it can do nothing about it.</summary>
    public void KillAlone() => _process.Kill(entireProcessTree: false);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static async Task<CliResult> RunOnDiskAsync(
        string mount, string folder, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        Directory.CreateDirectory(folder);
        Assert.SkipUnless(
            CanMount(mount, folder), "A disk is mounted in a namespace of its own (unshare), which this system does not allow.");
        string[] starter = [.. InOwnNamespace, $"{mount} && \"$@\"; code=$?; ls -A \"$0\"; exit $code", folder, "dotnet"];
        using var process = new CliProcess(environment, starter, arguments);
        int code = await process.EndAsync();
        return new(code, process.Output, process.Errors);
    }

    private static bool CanMount(string mount, string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        using Process trial = Process.Start(
            new ProcessStartInfo(InOwnNamespace[0], [.. InOwnNamespace[1..], mount, folder]) { RedirectStandardError = true })!;
        trial.WaitForExit();
        return trial.ExitCode == 0;
    }

    private static void Take(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.Append(line).Append('\n');
        }
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Colorize.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie in the project's folder.");
    }
}
