using System.Diagnostics;
using System.Runtime.Versioning;

namespace Colorize.Tests.Running;

/// <summary>The launcher <c>./colorize</c>, in a folder of its own, with a dotnet that says how it was called.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LauncherTests : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string FakeDotnet = "#!/bin/sh\necho \"dotnet $* with $no_proxy\"\n";

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

    private async Task<CliResult> RunAsync(string launcher, string home, params string[] arguments)
    {
        ProcessStartInfo start =
            new(launcher, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        start.Environment["PATH"] = $"{Path.Combine(_folder, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HOME"] = home;
        start.Environment["no_proxy"] = "example.com";
        start.Environment.Remove("DOTNET_CLI_HOME");
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliResult(process.ExitCode, output, await errors);
    }
}
