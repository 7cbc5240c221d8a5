using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json;

namespace Colorize.Tests.Identity;

/// <summary>A machine on which somebody has logged in to Azure: <c>az</c> is there and gives tokens, or says that nobody has.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class AzureLogin : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("colorize-login-");

    private AzureLogin(string script)
    {
        string az = Path.Combine(_folder.FullName, "az");
        File.WriteAllText(az, $"#!/bin/sh\necho \"$*\" >> '{AskedFile}'\n{script}\n");
        File.SetUnixFileMode(az, Executable);
    }

    /// <summary>What <c>az</c> was asked, a line each time.</summary>
    public string[] Asked => File.Exists(AskedFile) ? File.ReadAllLines(AskedFile) : [];

    /// <summary>The environment of this machine. The services that give a machine in Azure its own identity are left out.</summary>
    public IEnumerable<(string Name, string Value)> Settings =>
        [("PATH", $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}"), ("AZURE_TOKEN_CREDENTIALS", "dev")];

    private string AskedFile => Path.Combine(_folder.FullName, "asked");

    /// <summary>Somebody has logged in.</summary>
    public static AzureLogin Create()
    {
        (string token, DateTimeOffset expires) = TestToken.Create();
        string answer = JsonSerializer.Serialize(new
        {
            accessToken = token,
            expiresOn = expires.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
            expires_on = expires.ToUnixTimeSeconds(),
            subscription = Guid.NewGuid(),
            tenant = Guid.NewGuid(),
            tokenType = "Bearer",
        });
        return new AzureLogin($"echo '{answer}'");
    }

    /// <summary>Nobody has.</summary>
    public static AzureLogin CreateLoggedOut() => new("echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1");

    public void Dispose() => _folder.Delete(recursive: true);
}
