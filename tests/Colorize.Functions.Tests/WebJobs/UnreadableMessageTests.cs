using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class UnreadableMessageTests(Emulator emulator)
{
    private const string Aside = "colorize-unreadable";

    [Theory]
    [InlineData(BlobPaths.WaitingQueuePrefix + "colorize")]
    [InlineData(BlobPaths.PoisonQueue)]
    public async Task Messages_that_nobody_can_read_are_set_aside_with_a_line_and_the_work_goes_on(string queueName)
    {
        TestAccount account = await emulator.NewAccountAsync();
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString);
        QueueClient queue = new(account.ConnectionString, queueName, new QueueClientOptions(QueueClientOptions.ServiceVersion.V2026_06_06));
        string[] messages =
        [
            "no Base64 at all \u001b[31m",
            Convert.ToBase64String("no JSON"u8),
            Convert.ToBase64String("""{"ContainerName":"grayscale"}"""u8),
            Convert.ToBase64String(
                """
                {"FunctionId":"f","BlobType":"BlockBlob","ContainerName":"grayscale","BlobName":"../../colorized/x","ETag":"\"1\""}
                """u8),
        ];
        foreach (string message in messages.Select(one => one.Replace("\u001b", "\u00ad", StringComparison.Ordinal)))
        {
            await queue.SendMessageAsync(message, TestContext.Current.CancellationToken);
        }

        await TestAccount.WaitAsync(
            "all of them in the other queue", async () => await CountAsync(account, Aside) == messages.Length ? "all" : null);

        string eTag = await account.DropAsync(ContainerNames.Grayscale, "after.jpg", TestPhotos.Grey());
        await account.WaitForOutputAsync(ContainerNames.Colorized, "after.jpg", eTag);
        Assert.Equal(
            messages.Length,
            functions.Lines.Count(line => line.Contains($"A message in {queueName} cannot be read", StringComparison.Ordinal)));
        Assert.Contains(functions.Lines, line => line.Contains("no Base64 at all \\u00AD", StringComparison.Ordinal));
        Assert.False(functions.HasEnded);
    }

    private static async Task<int> CountAsync(TestAccount account, string queue)
    {
        QueueClient client = account.Clients.Queues.GetQueueClient(queue);
        if (!await client.ExistsAsync(TestContext.Current.CancellationToken))
        {
            return 0;
        }

        QueueProperties properties = await client.GetPropertiesAsync(TestContext.Current.CancellationToken);
        return properties.ApproximateMessagesCount;
    }
}
