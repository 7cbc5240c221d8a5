using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Functions.Delivery;

namespace Colorize.Tests.Delivery;

public sealed class DeliveredVersionsTests
{
    // Versions are kept in two halves of this many.
    private const int Half = 10_000;

    [Fact]
    public void The_latest_are_known_and_those_of_long_before_forgotten()
    {
        DeliveredVersions delivered = new();
        using SourceBlob first = Version(0);
        delivered.Add(first);
        Assert.True(delivered.Contains(first));
        AddFrom(1, Half - 1);

        using SourceBlob next = Version(Half);
        Assert.False(delivered.Contains(next));
        delivered.Add(next);
        Assert.True(delivered.Contains(next));
        Assert.True(delivered.Contains(first));
        AddFrom(Half + 1, Half);

        Assert.False(delivered.Contains(first));
        Assert.True(delivered.Contains(next));

        void AddFrom(int number, int count)
        {
            for (int each = number; each < number + count; each++)
            {
                using SourceBlob version = Version(each);
                delivered.Add(version);
            }
        }
    }

    private static SourceBlob Version(int number) => new(
        new BlobClient(new Uri("https://account.blob.core.windows.net/grayscale/photo.jpg")),
        BlobsModelFactory.BlobDownloadStreamingResult(
            Stream.Null, BlobsModelFactory.BlobDownloadDetails(contentLength: 1, eTag: new ETag($"0x{number}"))),
        opened: 0);
}
