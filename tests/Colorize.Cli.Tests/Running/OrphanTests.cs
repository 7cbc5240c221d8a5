using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Colorize.Cli.Local;
using Colorize.Local;

namespace Colorize.Tests.Running;

/// <summary>Whatever happens to the command line, it leaves no process behind.</summary>
public sealed class OrphanTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Killing_up_ends_storage_and_functions_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are found through /proc.");
        using CliProcess up = Start();
        string storage = await up.LineAsync("Storage:");
        int[] children = [.. Mentioning(_data.Path), .. WithSetting(storage, _data.Path)];
        Assert.NotEmpty(children);

        up.KillAlone();

        await AssertAllEndAsync(children);
    }

    [Fact]
    public async Task Killing_the_watchdogs_ends_everything_and_is_told_in_one_line()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are found through /proc.");
        using CliProcess up = Start();
        string storage = await up.LineAsync("Storage:");
        int[] children = [.. Mentioning(_data.Path), .. WithSetting(storage, _data.Path)];
        int[] watchdogs = [.. Find("cmdline", "watchdog.sh").Where(id => ParentOf(id) == up.Id)];
        Assert.Equal(2, watchdogs.Length);

        foreach (int watchdog in watchdogs)
        {
            Process.GetProcessById(watchdog).Kill();
        }

        Assert.Equal(1, await up.EndAsync());
        Assert.Contains(
            "ended unexpectedly", Assert.Single(up.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        await AssertAllEndAsync(children);
    }

    [Fact]
    public async Task A_gallery_port_in_use_is_said_and_everything_stops()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        CliResult result = await CliProcess.RunAsync(new Dictionary<string, string>(), "up", "--port", port, "--data", _data.Path);

        Assert.Equal(1, result.Code);
        Assert.Equal($"Port {port} is in use. Choose another: ./colorize up --port 0", result.Errors.Trim());
        await AssertAllEndAsync(Mentioning(_data.Path));
    }

    [Fact]
    public async Task A_second_up_on_the_same_storage_is_turned_away()
    {
        using (StackLock? held = StackLock.TryTake(_data.Path))
        {
            CliResult result = await CliProcess.RunAsync(new Dictionary<string, string>(), "up", "--port", "0", "--data", _data.Path);
            Assert.Equal(1, result.Code);
            Assert.Contains($"Another ./colorize up keeps its storage in {_data.Path}", result.Errors, StringComparison.Ordinal);
        }

        Assert.False(StackLock.IsHeld(_data.Path));
    }

    [Fact]
    public async Task A_crash_of_the_functions_is_told_in_one_line_and_ends_everything()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are found through /proc.");
        using CliProcess up = Start();
        string storage = await up.LineAsync("Storage:");
        int functions = WithSetting(storage, _data.Path).Last(id => Path.GetFileName(ReadProc(id, "cmdline").Split('\0')[0]) == "dotnet");

        using (Process crashing = Process.GetProcessById(functions))
        {
            crashing.Kill();
        }

        Assert.Equal(1, await up.EndAsync());
        Assert.StartsWith("The functions ended unexpectedly", up.Errors, StringComparison.Ordinal);
        Assert.Single(up.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await AssertAllEndAsync(Mentioning(_data.Path));
    }

    [Fact]
    public void Ports_that_are_in_use_are_replaced_by_free_ones()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        Assert.DoesNotContain(port, FreePorts.TakeOr([port]));
    }

    private CliProcess Start() => new(new Dictionary<string, string>(), "up", "--port", "0", "--data", _data.Path);

    private static int[] Mentioning(string text) => Find("cmdline", text);

    // The functions hold the storage's settings in their environment; the folder tells this test's from another's.
    private static int[] WithSetting(string storage, string data) =>
        [.. Find("environ", storage).Where(
            id => ReadProc(id, "cmdline").Contains("Colorize.Functions", StringComparison.Ordinal) && data.Length > 0)];

    private static int[] Find(string file, string text) =>
        [.. Process.GetProcesses().Select(process => process.Id).Where(id => ReadProc(id, file).Contains(text, StringComparison.Ordinal))];

    private static string ReadProc(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static int ParentOf(int id) => ReadProc(id, "status").Split('\n')
        .Where(line => line.StartsWith("PPid:", StringComparison.Ordinal))
        .Select(line => int.Parse(line["PPid:".Length..], CultureInfo.InvariantCulture))
        .FirstOrDefault();

    private static async Task AssertAllEndAsync(int[] processes)
    {
        var watch = Stopwatch.StartNew();
        while (processes.Any(IsAlive) && watch.Elapsed < Timeout)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.DoesNotContain(processes, IsAlive);
    }

    private static bool IsAlive(int id) => ReadProc(id, "cmdline").Length > 0;
}
