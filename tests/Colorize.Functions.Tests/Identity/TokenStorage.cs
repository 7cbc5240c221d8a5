using System.Data.Common;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Colorize.Storage;

namespace Colorize.Tests.Identity;

/// <summary>
/// Storage that takes tokens, as that of Azure does: the emulator over HTTPS, with a certificate that those who are started against it
/// are told to trust. They do not get its key; the test, which does, puts photographs in and looks at what comes out.
/// </summary>
public sealed class TokenStorage : IAsyncLifetime
{
    private readonly TestCertificate _certificate = new();
    private Hosting.Azurite? _azurite;

    /// <summary>Where the blobs are.</summary>
    public string BlobEndpoint { get; private set; } = string.Empty;

    /// <summary>Where the queues are.</summary>
    public string QueueEndpoint { get; private set; } = string.Empty;

    /// <summary>The environment of a process that trusts it.</summary>
    public IEnumerable<(string Name, string Value)> Trust => [("SSL_CERT_FILE", _certificate.CertificateFile)];

    /// <summary>Skips a test where no process can be told to trust it.</summary>
    public static void SkipUnlessTrusted() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere than on Linux, a certificate is trusted for the whole machine.");

    /// <summary>The settings of a process that uses it with an identity.</summary>
    public IEnumerable<(string Name, string Value)> Settings =>
        [.. Trust, ("AzureWebJobsStorage__blobServiceUri", BlobEndpoint), ("AzureWebJobsStorage__queueServiceUri", QueueEndpoint)];

    /// <summary>The blobs, with the key.</summary>
    internal BlobServiceClient Blobs { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _azurite = await Hosting.Azurite.StartAsync(CancellationToken.None, _certificate);
        string connectionString = _azurite.TakeAccount();
        DbConnectionStringBuilder parts = new() { ConnectionString = connectionString };
        (BlobEndpoint, QueueEndpoint) = ((string)parts["BlobEndpoint"], (string)parts["QueueEndpoint"]);
        Blobs = new BlobServiceClient(connectionString, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2026_06_06)
        {
            Transport = new HttpClientTransport(new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == _certificate.Thumbprint,
            }),
        });
        foreach (string container in ContainerNames.All)
        {
            await Blobs.CreateBlobContainerAsync(container);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }

        _certificate.Dispose();
    }
}
