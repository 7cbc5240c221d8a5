using System.Globalization;
using System.Runtime.Versioning;
using Colorize.Cli.Local;
using Colorize.Tests.Gallery;
using Colorize.Tests.Identity;

namespace Colorize.Tests.Running;

/// <summary>An account in Azure, for a person who has logged in (az login) and has no key: storage that takes tokens plays it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LoginTests : IClassFixture<TokenStorage>, IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly TokenStorage _storage;
    private readonly AzureLogin _login = AzureLogin.Create();
    private readonly AzureLogin _nobody = AzureLogin.CreateLoggedOut();
    private readonly string _folder = Directory.CreateTempSubdirectory("colorize-login-").FullName;

    public LoginTests(TokenStorage storage)
    {
        TokenStorage.SkipUnlessTrusted();
        _storage = storage;
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _login.Dispose();
        _nobody.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_gallery_of_an_account_takes_photographs_and_shows_them_in_colour()
    {
        await using ChildProcess functions = await StartFunctionsAsync();
        using CliProcess up = new(
            Settings(_storage.Trust, _login.Settings),
            "up", "--storage", _storage.BlobEndpoint, "--port", FreePorts.Any(1)[0].ToString(CultureInfo.InvariantCulture));
        string[] said = (await up.LineAsync("Gallery:")).Split(", of ");
        await using BrowserPage browser = await BrowserPage.OpenAsync(said[0]);

        await browser.Page.Locator("#files").SetInputFilesAsync(TestPhoto.Write(_folder, "remote.jpg"));

        await browser.Page.GetByAltText("remote.jpg, in colour").WaitForAsync();
        Assert.Equal(_storage.BlobEndpoint, said[1]);
        Assert.Empty(browser.Errors);
        up.Terminate();
        Assert.Equal(0, await up.EndAsync());
    }

    [Fact]
    public async Task The_commands_work_with_the_endpoints_of_an_account()
    {
        await using ChildProcess functions = await StartFunctionsAsync();
        string letter = Path.Combine(_folder, "letter.jpg");
        await File.WriteAllTextAsync(letter, "Dear archive", Stop);

        CliResult drop = await RunAsync(
            _login, "drop", TestPhoto.Write(_folder, "dropped.jpg"), letter, "--out", Path.Combine(_folder, "out"));
        CliResult retry = await RunAsync(_login, "retry");
        CliResult status = await RunAsync(_login, "status");

        Assert.Contains("letter.jpg is not an image", drop.Errors + drop.Output, StringComparison.Ordinal);
        Assert.Equal((320, 200, 3), TestPhoto.Describe(Path.Combine(_folder, "out", "dropped.jpg")));
        Assert.Contains("tried again", retry.Output, StringComparison.Ordinal);
        Assert.Contains("Model in use:", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_not_logged_in_is_told_to()
    {
        CliResult up = await CliProcess.RunAsync(Settings(_storage.Trust, _nobody.Settings), "up", "--storage", _storage.BlobEndpoint);
        CliResult status = await RunAsync(_nobody, "status");

        Assert.Equal((1, "You are not logged in to Azure. Log in with: az login"), (up.Code, up.Errors.Trim()));
        Assert.Equal(1, status.Code);
        Assert.StartsWith(
            $"No identity for storage at {_storage.BlobEndpoint}: log in with 'az login'",
            Assert.Single(status.Errors.Trim().Split('\n')),
            StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Settings(params IEnumerable<(string Name, string Value)>[] parts) =>
        parts.SelectMany(part => part).ToDictionary(one => one.Name, one => one.Value);

    private Task<CliResult> RunAsync(AzureLogin login, params string[] arguments) =>
        CliProcess.RunAsync(Settings(_storage.Settings, login.Settings), arguments);

    // What the deployment runs in Azure.
    private async Task<ChildProcess> StartFunctionsAsync()
    {
        string program = Path.Combine(ProjectFolder.Root, "Functions", "bin", "Release", "net10.0", "Colorize.Functions.dll");
        ChildProcess functions = ChildProcess.Start(
            "The functions", ["dotnet", program], Settings(_storage.Settings, _login.Settings), "Ready:", log: null);
        await functions.WaitUntilReadyAsync(Timeout, Stop);
        return functions;
    }
}
