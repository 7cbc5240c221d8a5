using Colorize.Storage;
using Microsoft.Extensions.Configuration;

namespace Colorize.Tests.Storage;

public sealed class StorageOptionsTests
{
    private const string Blobs = "AzureWebJobsStorage:blobServiceUri";
    private const string Queues = "AzureWebJobsStorage:queueServiceUri";

    [Fact]
    public void A_connection_string_is_enough()
    {
        StorageOptions options = Read(("AzureWebJobsStorage", "UseDevelopmentStorage=true"));

        Assert.False(options.UsesIdentity);
        Assert.Equal("http://127.0.0.1:10000/devstoreaccount1", StorageClients.Create(options).Address);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("managedidentity", null)]
    [InlineData("managedidentity", "5b7f7f3e-7a43-4f3c-8a0c-2f3f4d0f3d11")]
    public void An_identity_needs_both_addresses(string? credential, string? clientId)
    {
        StorageOptions options = Read(
            (Blobs, "https://colorize.blob.core.windows.net"),
            (Queues, "https://colorize.queue.core.windows.net"),
            ("AzureWebJobsStorage:credential", credential),
            ("AzureWebJobsStorage:clientId", clientId));

        Assert.True(options.UsesIdentity);
        Assert.Equal("colorize.queue.core.windows.net", StorageClients.Create(options).Queues.Uri.Host);
    }

    [Theory]
    [InlineData(Blobs, "https://colorize.blob.core.windows.net", "AzureWebJobsStorage__queueServiceUri")]
    [InlineData(Blobs, "colorize", "AzureWebJobsStorage__blobServiceUri is not a web address")]
    [InlineData("unrelated", "x", "No storage account is set")]
    public void What_is_missing_is_named(string setting, string value, string expected) =>
        Assert.Contains(expected, Assert.Throws<StorageSettingsException>(() => Read((setting, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_credential_is_named() => Assert.Contains("'password'", Assert.Throws<StorageSettingsException>(() => Read(
        (Blobs, "https://a.blob.core.windows.net"), (Queues, "https://a.queue.core.windows.net"), ("AzureWebJobsStorage:credential", "password"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("UseDevelopmentStorage=true", true)]
    [InlineData("AccountName=devstoreaccount1;AccountKey=eA==;BlobEndpoint=http://azurite:10000/devstoreaccount1", true)]
    [InlineData("AccountName=mine;AccountKey=eA==;BlobEndpoint=http://localhost:4000/mine", true)]
    [InlineData("AccountName=mine;AccountKey=eA==;EndpointSuffix=core.windows.net", false)]
    public void Local_storage_is_told_by_its_account_or_address(string connectionString, bool local) =>
        Assert.Equal(local, StorageClients.IsLocalStorage(new StorageOptions { ConnectionString = connectionString }));

    private static StorageOptions Read(params IEnumerable<(string Name, string? Value)> settings) => StorageOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            .Build());
}
