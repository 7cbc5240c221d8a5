using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;

namespace Colorize.Tests.Running;

/// <summary>The launcher <c>./colorize</c>, in a folder of its own, with a dotnet that says how it was called.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LauncherTests : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string FakeDotnet =
        """
        #!/bin/sh
        [ "$1" != build ] || echo built >> "$HOME/builds"
        while [ "$1" = build ] && [ -e "$HOME/hold" ]; do sleep 0.1; done
        echo "dotnet $* with $no_proxy"

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("colorize-launcher-").FullName;

    public LauncherTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "bash is not there.");
        Directory.CreateDirectory(Path.Combine(_folder, "root"));
        Directory.CreateDirectory(Path.Combine(_folder, "bin"));
        File.Copy(Path.Combine(CliProcess.ProjectRoot, "colorize"), Launcher);
        File.WriteAllText(Path.Combine(_folder, "bin", "dotnet"), FakeDotnet);
        File.SetUnixFileMode(Path.Combine(_folder, "bin", "dotnet"), Executable);
        File.SetUnixFileMode(Launcher, Executable);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Launcher => Path.Combine(_folder, "root", "colorize");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_link_leads_to_the_project()
    {
        string link = Path.Combine(_folder, "bin", "colorize");
        File.CreateSymbolicLink(Path.Combine(_folder, "bin", "second"), "../root/colorize");
        File.CreateSymbolicLink(link, "second");

        CliResult result = await RunAsync(link, _folder, "status", "--json");

        Assert.Equal(0, result.Code);
        Assert.Contains("root/Cli/bin/Release/net10.0/Colorize.Cli.dll status --json", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("Building Cli for the first time", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_home_that_cannot_be_written_is_called_that()
    {
        CliResult result = await RunAsync(Launcher, "/proc/home", "status");
        Assert.Equal(1, result.Code);
        Assert.Contains("HOME is '/proc/home', which cannot be written", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxies_are_passed_by_for_this_machine()
    {
        CliResult result = await RunAsync(Launcher, _folder, "status");
        Assert.Contains("with example.com,127.0.0.1,localhost,::1", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_commands_at_once_one_builds_and_the_other_waits_for_it()
    {
        string hold = Path.Combine(_folder, "hold"), builds = Path.Combine(_folder, "builds");
        await File.WriteAllTextAsync(hold, "", Stop);
        using Process first = Start(Launcher, _folder, "status");
        Assert.StartsWith("Building Cli for the first time", await first.StandardError.ReadLineAsync(Stop), StringComparison.Ordinal);
        using Process second = Start(Launcher, _folder, "models");
        Assert.StartsWith(
            "Waiting for another ./colorize, which is building", await second.StandardError.ReadLineAsync(Stop), StringComparison.Ordinal);
        File.Delete(hold);

        foreach (Process process in (Process[])[first, second])
        {
            CliResult result = await EndAsync(process);
            Assert.True(result.Code == 0, result.Errors);
        }

        Assert.Single(await File.ReadAllLinesAsync(builds, Stop));
    }

    [Fact]
    public async Task A_build_that_was_killed_keeps_nobody()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "root", "Shared", "obj"));
        string lockLink = Path.Combine(_folder, "root", "Shared", "obj", ".building");
        File.CreateSymbolicLink(lockLink, int.MaxValue.ToString(CultureInfo.InvariantCulture));

        CliResult result = await RunAsync(Launcher, _folder, "status");

        Assert.True(result.Code == 0, result.Errors);
        Assert.False(Path.Exists(lockLink));
    }

    private async Task<CliResult> RunAsync(string launcher, string home, params string[] arguments)
    {
        using Process process = Start(launcher, home, arguments);
        return await EndAsync(process);
    }

    private Process Start(string launcher, string home, params string[] arguments)
    {
        ProcessStartInfo start =
            new(launcher, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        start.Environment["PATH"] = $"{Path.Combine(_folder, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HOME"] = home;
        start.Environment["no_proxy"] = "example.com";
        start.Environment.Remove("DOTNET_CLI_HOME");
        return Process.Start(start)!;
    }

    private static async Task<CliResult> EndAsync(Process process)
    {
        Task<string> errors = process.StandardError.ReadToEndAsync(Stop);
        string output = await process.StandardOutput.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        return new CliResult(process.ExitCode, output, await errors);
    }
}
