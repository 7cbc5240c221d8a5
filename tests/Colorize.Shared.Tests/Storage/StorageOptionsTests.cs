using Azure.Identity;
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
        Assert.Equal(clientId, options.ClientId);
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
        (Blobs, "https://a.blob.core.windows.net"),
        (Queues, "https://a.queue.core.windows.net"),
        ("AzureWebJobsStorage:credential", "password"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("UseDevelopmentStorage=true", true)]
    [InlineData("AccountName=devstoreaccount1;AccountKey=eA==;BlobEndpoint=http://azurite:10000/devstoreaccount1", true)]
    [InlineData("AccountName=mine;AccountKey=eA==;BlobEndpoint=http://localhost:4000/mine", true)]
    [InlineData("AccountName=mine;AccountKey=eA==;EndpointSuffix=core.windows.net", false)]
    public void Local_storage_is_told_by_its_account_or_address(string connectionString, bool local) =>
        Assert.Equal(local, StorageClients.IsLocalStorage(new StorageOptions { ConnectionString = connectionString }));

    [Theory]
    [InlineData("https://localhost:10000/mine", true)]
    [InlineData("https://azurite:10000/devstoreaccount1/", true)]
    [InlineData("https://mine.blob.core.windows.net", false)]
    public void Local_storage_is_told_by_its_address_where_an_identity_asks(string address, bool local)
    {
        StorageOptions options = Read((Blobs, address), (Queues, "https://mine.queue.core.windows.net"));

        Assert.Equal(local, StorageClients.Create(options).IsLocal);
    }

    [Theory]
    [InlineData("AccountName=mine;AccountKey=c2VjcmV0;EndpointSuffix=:")]
    [InlineData("c2VjcmV0")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=mine;AccountKey=c2VjcmV0;BlobEndpoint=nowhere")]
    public void A_broken_connection_string_is_named_without_its_secret(string connectionString)
    {
        StorageSettingsException exception = Assert.Throws<StorageSettingsException>(
            () => StorageClients.Create(new StorageOptions { ConnectionString = connectionString }));

        Assert.Equal(
            "AzureWebJobsStorage is not a connection string. Copy it whole from the storage account's access keys, "
                + "or use UseDevelopmentStorage=true for Azurite on its usual ports.",
            exception.Message);
        Assert.DoesNotContain("c2VjcmV0", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_nobody_has_checked_are_checked_before_clients_are_made() =>
        Assert.Throws<StorageSettingsException>(() => StorageClients.Create(new StorageOptions()));

    [Theory]
    [InlineData(null, typeof(DefaultAzureCredential))]
    [InlineData("", typeof(DefaultAzureCredential))]
    [InlineData("managedidentity", typeof(ManagedIdentityCredential))]
    public void A_managed_identity_is_asked_where_it_is_named_and_this_machine_s_login_where_nothing_is(string? credential, Type kind) =>
        Assert.IsType(kind, StorageClients.CreateCredential(new StorageOptions { Credential = credential }));

    [Fact]
    public void An_address_holds_no_secret()
    {
        StorageOptions options = Read((Blobs, "https://a.blob.core.windows.net/?sig=secret"), (Queues, "https://a.queue.core.windows.net"));

        Assert.Equal("https://a.blob.core.windows.net/", StorageClients.Create(options).Address);
    }

    [Theory]
    [InlineData("ManagedIdentity")]
    [InlineData("")]
    public void A_credential_is_an_identity_or_nothing(string credential) => Assert.True(Read(
        (Blobs, "https://a.blob.core.windows.net"),
        (Queues, "https://a.queue.core.windows.net"),
        ("AzureWebJobsStorage:credential", credential)).UsesIdentity);

    [Theory]
    [InlineData("ftp://a")]
    [InlineData("http://a")]
    public void An_identity_is_shown_over_https_alone(string address) => Assert.Contains(
        "AzureWebJobsStorage__queueServiceUri is not a web address that begins with https",
        Assert.Throws<StorageSettingsException>(() => Read((Blobs, "https://a"), (Queues, address))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Spaces_are_no_connection_string() => Assert.Contains(
        "No storage account is set",
        Assert.Throws<StorageSettingsException>(() => Read(("AzureWebJobsStorage", "  "))).Message,
        StringComparison.Ordinal);

    private static StorageOptions Read(params IEnumerable<(string Name, string? Value)> settings) => StorageOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            .Build());
}
