using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Tests.Hosting;
using Colorize.Tests.Worker;

namespace Colorize.Tests;

/// <summary>The timer-triggered review of the built worker: what was missed has its turn, and nothing else.</summary>
public sealed class ReviewTests(AzuriteFixture azurite)
{
    private const string Colorize = "ColorizeGrayscale";

    [Fact]
    public async Task The_review_drives_what_was_missed_and_leaves_what_is_done_alone()
    {
        TestAccount account = await azurite.NewAccountAsync();
        await using WorkerProcess worker = await WorkerProcess.StartAndLoadAsync(
            account.ConnectionString, ("Colorize__ReviewMinAge", "00:00:01"));
        string done = await account.DropAsync(ContainerNames.Grayscale, "done.jpg", TestPhotos.Grey());
        string letter = await account.DropAsync(ContainerNames.Grayscale, "letter.jpg", "Dear Sir or Madam"u8.ToArray());
        WorkerTests.Succeeds(await worker.InvokeAsync(Colorize, ContainerNames.Grayscale, "done.jpg", "done.jpg"));
        WorkerTests.Succeeds(await worker.InvokeAsync(Colorize, ContainerNames.Grayscale, "letter.jpg", "letter.jpg"));
        string missed = await account.DropAsync(ContainerNames.Grayscale, "missed.jpg", TestPhotos.Grey());

        string renewed = await ReviewUntilDrivenAsync(worker, account, "missed.jpg", missed);
        WorkerTests.Succeeds(await worker.InvokeAsync(Colorize, ContainerNames.Grayscale, "missed.jpg", "missed.jpg"));

        await account.WaitForOutputAsync(ContainerNames.Colorized, "missed.jpg", renewed);
        Assert.Equal(done, await ETagAsync(account, "done.jpg"));
        Assert.Equal(letter, await ETagAsync(account, "letter.jpg"));
    }

    [Fact]
    public async Task The_review_leaves_to_its_own_event_what_has_just_come()
    {
        TestAccount account = await azurite.NewAccountAsync();
        await using WorkerProcess worker = await WorkerProcess.StartAndLoadAsync(account.ConnectionString);
        string young = await account.DropAsync(ContainerNames.Grayscale, "young.jpg", TestPhotos.Grey());

        await ReviewAsync(worker);

        Assert.Equal(young, await ETagAsync(account, "young.jpg"));
    }

    // An age is the difference of two clocks and counts in seconds, so the review is asked until the source is old enough.
    private static async Task<string> ReviewUntilDrivenAsync(WorkerProcess worker, TestAccount account, string path, string eTag)
    {
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(90));
        string found;
        do
        {
            timeout.Token.ThrowIfCancellationRequested();
            await ReviewAsync(worker);
            found = await ETagAsync(account, path);
        }
        while (found == eTag);
        return found;
    }

    private static async Task ReviewAsync(WorkerProcess worker) =>
        WorkerTests.Succeeds(await worker.InvokeAsync("ReviewSources", "timer", new TypedData { Json = """{"IsPastDue":false}""" }));

    private static async Task<string> ETagAsync(TestAccount account, string path)
    {
        BlobProperties properties = await account.Blob(ContainerNames.Grayscale, path)
            .GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken);
        return UnquotedETag.Of(properties.ETag);
    }
}
