using System.ComponentModel;
using System.Diagnostics;

namespace Colorize.Tests.Hosting;

/// <summary>Finds the emulator in the repository's npm packages, and installs them if they are not there.</summary>
internal static class AzuritePackage
{
    private const string Script = "node_modules/azurite/dist/src/azurite.js";

    public static async Task<string> FindAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("AZURITE") is { Length: > 0 } chosen)
        {
            return chosen;
        }

        string root = RepositoryRoot();
        string script = Path.Combine(root, Script);
        if (!File.Exists(script))
        {
            await InstallAsync(root, cancellationToken);
        }

        return script;
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Colorize.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException(
            $"There is no Colorize.sln above {AppContext.BaseDirectory}. Run the tests from the repository, or set AZURITE to azurite.js.");
    }

    private static async Task InstallAsync(string root, CancellationToken cancellationToken)
    {
        string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        ProcessStartInfo start = new(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = root };
        try
        {
            using Process install = Process.Start(start)!;
            await install.WaitForExitAsync(cancellationToken);
            Assert.True(install.ExitCode == 0, $"'npm ci' failed in {root}. The tests need the packages of package.json.");
        }
        catch (Win32Exception)
        {
            Assert.Fail("These tests need Node.js 20 or later, which runs the storage emulator. Install it from https://nodejs.org.");
        }
    }
}
