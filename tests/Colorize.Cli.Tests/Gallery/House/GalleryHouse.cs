using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Gallery.Serving;
using Colorize.Cli.Local;
using Colorize.Imaging;
using Colorize.Storage;
using Colorize.Tests.Running;
using NetVips;

namespace Colorize.Tests.Gallery.House;

/// <summary>A gallery in this process over an emulator of its own, where tests do what the functions would.</summary>
public sealed class GalleryHouse : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("colorize-house-").FullName;
    private AzuriteServer? _azurite;
    private GalleryServer? _server;
    private int _port;

    /// <summary>A folder for files.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("colorize-files-").FullName;

    /// <summary>The gallery's address.</summary>
    public string Address => $"http://127.0.0.1:{_port}";

    internal StorageClients Storage { get; private set; } = null!;

    /// <summary>The settings with which the commands find its storage.</summary>
    public Dictionary<string, string> Settings => new() { [StorageOptions.SectionName] = _azurite!.ConnectionString };

    /// <summary>Other limits than the usual ones, so that a test sees that they are heeded.</summary>
    internal static ImageLimits Limits { get; } = new() { MaxBytes = 8L << 20, MaxSide = 20_000 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteServer.StartAsync(_data, TimeSpan.FromSeconds(60), accessLog: null, Stop);
        Storage = StorageClients.Create(new StorageOptions { ConnectionString = _azurite.ConnectionString });
        await StorageContainers.EnsureAsync(Storage, ContainerNames.All, Stop);
        _port = FreePorts.Any(1)[0];
        await StartServerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopServerAsync();
        if (_azurite is not null)
        {
            await _azurite.Process.DisposeAsync();
        }

        Directory.Delete(_data, recursive: true);
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Starts the gallery, always at the same address.</summary>
    public async Task StartServerAsync() => _server = await GalleryServer.StartAsync(Storage, _data, Limits, _port, Stop);

    /// <summary>Stops the gallery.</summary>
    public async Task StopServerAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>Takes all photographs away.</summary>
    public async Task EmptyAsync()
    {
        foreach (string name in (string[])[ContainerNames.Grayscale, ContainerNames.Colorized, ContainerNames.Rejected])
        {
            BlobContainerClient container = Storage.Container(name);
            await foreach (BlobItem blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, Stop))
            {
                await container.DeleteBlobAsync(blob.Name, cancellationToken: Stop);
            }
        }
    }

    /// <summary>A photograph comes in.</summary>
    public async Task DropAsync(string path, int width = 320, int height = 200)
    {
        byte[] jpeg = await File.ReadAllBytesAsync(TestPhoto.Write(Folder, "dropped.jpg", path.Length, width, height), Stop);
        await Blob(ContainerNames.Grayscale, path).UploadAsync(new BinaryData(jpeg), overwrite: true, Stop);
    }

    /// <summary>A photograph comes in at a later time than another, which storage tells in whole seconds.</summary>
    public async Task DropAfterAsync(string path, string earlier)
    {
        do
        {
            await DropAsync(path);
        }
        while (await TimeOfAsync(path) <= await TimeOfAsync(earlier));
    }

    /// <summary>Does what the functions would: puts a photograph into one colour.</summary>
    public async Task ColourAsync(string path, double red = 200, string network = "ensemble", string? vividness = null)
    {
        Response<BlobProperties> source = await Blob(ContainerNames.Grayscale, path).GetPropertiesAsync(cancellationToken: Stop);
        Response<BlobDownloadResult> content = await Blob(ContainerNames.Grayscale, path).DownloadContentAsync(Stop);
        using Image grey = Image.NewFromBuffer(content.Value.Content.ToArray());
        using Image colour = (grey * 0.3).Bandjoin(grey * 0.5, grey * 0.4).Linear([1, 1, 1], [red * 0.6, 20, 30]).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        Dictionary<string, string> metadata = new()
        {
            [BlobMetadata.SourceETag] = UnquotedETag.Of(source.Value.ETag),
            [BlobMetadata.ModelVersion] = "test-1",
            [BlobMetadata.Network] = network,
            [BlobMetadata.Classes] = BlobMetadata.EncodeClasses([new("dog", 0.8f), new("solar_panel", 0.1f)]),
            [BlobMetadata.ClassThreshold] = "0.5",
            [BlobMetadata.Width] = colour.Width.ToString(CultureInfo.InvariantCulture),
            [BlobMetadata.Height] = colour.Height.ToString(CultureInfo.InvariantCulture),
        };
        if (vividness is not null)
        {
            metadata[BlobMetadata.Vividness] = vividness;
        }

        await Blob(ContainerNames.Colorized, path).UploadAsync(new BinaryData(colour.JpegsaveBuffer()), new BlobUploadOptions { Metadata = metadata }, Stop);
    }

    /// <summary>A photograph comes in, and back in colour.</summary>
    public async Task FinishAsync(string path, int width = 320, int height = 200)
    {
        await DropAsync(path, width, height);
        await ColourAsync(path);
    }

    private async Task<DateTimeOffset> TimeOfAsync(string path) =>
        (await Blob(ContainerNames.Grayscale, path).GetPropertiesAsync(cancellationToken: Stop)).Value.LastModified;

    /// <summary>Does what the functions would: refuses a photograph.</summary>
    public async Task RejectAsync(string path, string message)
    {
        Response<BlobProperties> source = await Blob(ContainerNames.Grayscale, path).GetPropertiesAsync(cancellationToken: Stop);
        await new RejectionStore(Storage).WriteAsync(
            new Rejection(ContainerNames.Grayscale, path, "Damaged", message, UnquotedETag.Of(source.Value.ETag), DateTimeOffset.UtcNow, "test"), Stop);
    }

    internal BlobClient Blob(string container, string path) => Storage.Container(container).GetBlobClient(path);
}
