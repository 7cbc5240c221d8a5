using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

/// <summary>Photographs that wait in <c>grayscale/</c> before the functions start.</summary>
internal sealed class Backlog
{
    private const int Photographs = 40;
    private const int Width = 640;
    private const int Height = 480;

    private readonly TestAccount _account;
    private readonly Dictionary<string, string> _eTags = [];

    private Backlog(TestAccount account) => _account = account;

    public static async Task<Backlog> DropAsync(TestAccount account)
    {
        Backlog backlog = new(account);
        for (int number = 0; number < Photographs; number++)
        {
            string path = $"{number}.jpg";
            backlog._eTags[path] = await account.DropAsync(ContainerNames.Grayscale, path, TestPhotos.Grey(Width, Height, number));
        }

        return backlog;
    }

    public Task WaitUntilSomeAreDoneAsync() => TestAccount.WaitAsync("some output", async () =>
        await CountOutputsAsync() >= Photographs / 8 ? this : null);

    public async Task AssertAllArriveAsync()
    {
        foreach ((string path, string eTag) in _eTags)
        {
            BlobDownloadResult output = await _account.WaitForOutputAsync(ContainerNames.Colorized, path, eTag);
            (int width, int height, _) = TestPhotos.Measure(output.Content.ToArray());
            Assert.Equal((Width, Height), (width, height));
        }

        Assert.Empty(await _account.PoisonTextAsync());
    }

    private async Task<int> CountOutputsAsync()
    {
        int count = 0;
        await foreach (BlobItem _ in _account.Clients.Container(ContainerNames.Colorized)
            .GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            count++;
        }

        return count;
    }
}
