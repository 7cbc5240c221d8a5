using System.Runtime.Versioning;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.Identity;

/// <summary>The embedded host against storage that it reaches with an identity, as in Azure, and not with a key.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class IdentityTests : IClassFixture<TokenStorage>
{
    private const string ClientId = "6f8c2e9a-1d34-4c0b-9a57-3f1f0b6f5a11";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);

    private readonly TokenStorage _storage;

    public IdentityTests(TokenStorage storage)
    {
        TokenStorage.SkipUnlessTrusted();
        _storage = storage;
    }

    [Fact]
    public async Task With_a_managed_identity_a_photograph_comes_back_in_colour()
    {
        using ManagedIdentity identity = new();

        await AssertColorizedAsync(
            "managed.jpg",
            [.. identity.Settings, ("AzureWebJobsStorage__credential", "managedidentity"), ("AzureWebJobsStorage__clientId", ClientId)]);

        Assert.NotEmpty(identity.Asked);
        Assert.All(identity.Asked, asked => Assert.Equal((ClientId, TestToken.Storage), asked));
    }

    [Fact]
    public async Task With_the_login_of_this_machine_a_photograph_comes_back_in_colour()
    {
        using AzureLogin login = AzureLogin.Create();

        await AssertColorizedAsync("login.jpg", login.Settings);

        Assert.NotEmpty(login.Asked);
        Assert.All(login.Asked, asked => Assert.StartsWith("account get-access-token", asked, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_login_it_says_so_and_what_to_do()
    {
        using AzureLogin nobody = AzureLogin.CreateLoggedOut();

        string line = await StartInVainAsync(nobody.Settings);

        Assert.Contains($"No identity for storage at {_storage.BlobEndpoint}", line, StringComparison.Ordinal);
        Assert.Contains("az login", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identity_that_storage_does_not_know_is_refused()
    {
        using ManagedIdentity identity = new("https://vault.azure.net");

        string line = await StartInVainAsync([.. identity.Settings, ("AzureWebJobsStorage__credential", "managedidentity")]);

        Assert.Contains($"Storage at {_storage.BlobEndpoint} refuses the credentials", line, StringComparison.Ordinal);
    }

    private async Task AssertColorizedAsync(string path, IEnumerable<(string Name, string Value)> identity)
    {
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(
            connectionString: null, [.. _storage.Settings, .. identity]);
        await Blob(ContainerNames.Grayscale, path).UploadAsync(
            BinaryData.FromBytes(TestPhotos.Grey(301, 203)), TestContext.Current.CancellationToken);

        BlobDownloadResult output = await TestAccount.WaitAsync($"{path} in colour", () => FindAsync(Blob(ContainerNames.Colorized, path)));

        (int width, int height, double colour) = TestPhotos.Measure(output.Content.ToArray());
        Assert.Equal((301, 203), (width, height));
        Assert.True(colour > 1, $"Red and blue differ by {colour} only.");
    }

    private async Task<string> StartInVainAsync(IEnumerable<(string Name, string Value)> identity)
    {
        await using FunctionsProcess functions = FunctionsProcess.Start(connectionString: null, [.. _storage.Settings, .. identity]);
        Assert.Equal(1, await functions.WaitForEndAsync(Timeout));
        return Assert.Single(functions.Errors);
    }

    private BlobClient Blob(string container, string path) => _storage.Blobs.GetBlobContainerClient(container).GetBlobClient(path);

    private static async Task<BlobDownloadResult?> FindAsync(BlobClient blob)
    {
        try
        {
            return await blob.DownloadContentAsync(TestContext.Current.CancellationToken);
        }
        catch (RequestFailedException exception) when (exception.IsNotFound())
        {
            return null;
        }
    }
}
