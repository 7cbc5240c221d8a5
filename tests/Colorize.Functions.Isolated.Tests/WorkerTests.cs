using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Tests.Faults;
using Colorize.Tests.Hosting;
using Colorize.Tests.Worker;

namespace Colorize.Tests;

/// <summary>The built worker, asked as the Functions host asks it.</summary>
public sealed class WorkerTests(AzuriteFixture azurite)
{
    private const string Colorize = "ColorizeGrayscale";
    private const string Preprocess = "PreprocessUpload";

    [Fact]
    public async Task It_answers_with_the_functions_that_the_build_wrote_down()
    {
        TestAccount account = await azurite.NewAccountAsync();
        await using WorkerProcess worker = await WorkerProcess.StartAndLoadAsync(account.ConnectionString);

        JsonNode written = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(BuiltHosts.Isolated, "functions.metadata"), TestContext.Current.CancellationToken))!;
        Assert.Equal(
            written.AsArray().Select(one => ((string)one!["name"]!, (string)one["entryPoint"]!, Kind(one["bindings"]![0]!))).Order(),
            worker.Functions.Select(one => (one.Name, one.EntryPoint, Kind(JsonNode.Parse(one.RawBindings[0])!))).Order());
    }

    [Fact]
    public async Task A_photograph_a_training_image_and_a_letter_become_what_they_should()
    {
        TestAccount account = await azurite.NewAccountAsync();
        await using WorkerProcess worker = await WorkerProcess.StartAndLoadAsync(account.ConnectionString);
        string photo = await account.DropAsync(ContainerNames.Grayscale, "a/photo.jpg", TestPhotos.Grey());
        string upload = await account.DropAsync(ContainerNames.Uploads, "train/church/1.jpg", TestPhotos.Colour());
        string letter = await account.DropAsync(ContainerNames.Grayscale, "letter.jpg", "Dear Sir or Madam"u8.ToArray());

        Succeeds(await worker.InvokeAsync(Colorize, ContainerNames.Grayscale, "a/photo.jpg", "a/photo.jpg"));
        Succeeds(await worker.InvokeAsync(Preprocess, ContainerNames.Uploads, "train/church/1.jpg", "train/church/1.jpg"));
        Succeeds(await worker.InvokeAsync(Colorize, ContainerNames.Grayscale, "letter.jpg", "letter.jpg"));
        Succeeds(await worker.InvokeAsync(Colorize, ContainerNames.Grayscale, "gone.jpg", "gone.jpg"));

        BlobDownloadResult output = await account.WaitForOutputAsync(ContainerNames.Colorized, "a/photo.jpg", photo);
        Assert.True(TestPhotos.Measure(output.Content.ToArray()).Colour > 1);
        await account.WaitForOutputAsync(ContainerNames.Tensors, "train/church/1.jpg.npy", upload);
        Assert.Equal("UnknownFormat", (await account.WaitForRejectionAsync(ContainerNames.Grayscale, "letter.jpg", letter)).Reason);
        Assert.Contains(
            worker.Host.Logs, line => line.InvocationId.Length > 0 && line.Message.Contains("gone.jpg", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_that_lasts_is_reported_and_at_last_recorded()
    {
        TestAccount account = await azurite.NewAccountAsync();
        await using WorkerProcess worker = await WorkerProcess.StartAndLoadAsync(
            account.ConnectionString, ("Colorize__RetryTime", "00:00:00"));
        await account.Clients.Container(ContainerNames.Colorized).DeleteAsync(cancellationToken: TestContext.Current.CancellationToken);
        string eTag = await account.DropAsync(ContainerNames.Grayscale, "photo.jpg", TestPhotos.Grey());

        StatusResult failed = await worker.InvokeAsync(Colorize, ContainerNames.Grayscale, "photo.jpg", "photo.jpg");
        Assert.Equal(StatusResult.Types.Status.Failure, failed.Status);
        string message = JsonSerializer.Serialize(new
        {
            Type = "BlobTrigger",
            FunctionId = $"Host.Functions.{Colorize}",
            BlobType = "BlockBlob",
            ContainerName = ContainerNames.Grayscale,
            BlobName = "photo.jpg",
            ETag = "\"0x1\"",
        });
        Succeeds(await worker.InvokeAsync("RecordGivenUp", "message", new TypedData { String = message }));
        Succeeds(await worker.InvokeAsync("RecordGivenUp", "message", new TypedData { String = "no message of ours" }));

        Rejection rejection = await account.WaitForRejectionAsync(ContainerNames.Grayscale, "photo.jpg", eTag);
        Assert.Equal(Rejection.GivenUp, rejection.Reason);
        Assert.Contains("404", rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_of_another_container_is_refused_once_and_plainly()
    {
        TestAccount account = await azurite.NewAccountAsync();
        await using WorkerProcess worker = await WorkerProcess.StartAndLoadAsync(account.ConnectionString);
        await account.DropAsync(ContainerNames.Grayscale, "photo.jpg", TestPhotos.Grey());

        Succeeds(await worker.InvokeAsync(Preprocess, ContainerNames.Grayscale, "photo.jpg", boundPath: null));

        Assert.Contains(
            worker.Host.Logs, line => line.Message.Contains("an event about it came to PreprocessUpload", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_said_outside_an_invocation_is_on_standard_output_once_and_the_rest_is_not()
    {
        TestAccount account = await azurite.NewAccountAsync();
        await using WorkerProcess worker = await WorkerProcess.StartAndLoadAsync(account.ConnectionString);
        await account.DropAsync(ContainerNames.Grayscale, "photo.jpg", TestPhotos.Grey());

        Succeeds(await worker.InvokeAsync(Colorize, ContainerNames.Grayscale, "photo.jpg", "photo.jpg"));

        Assert.Single(
            worker.Output,
            line => line.Contains("is in use", StringComparison.Ordinal) && line.Contains("Model set", StringComparison.Ordinal));
        Assert.Single(worker.Output, line => line.Contains("The networks run on", StringComparison.Ordinal));
        Assert.DoesNotContain(worker.Output, line => line.Contains("photo.jpg", StringComparison.Ordinal));
        Assert.Single(
            worker.Host.Logs,
            line => line.Message.Contains("grayscale/photo.jpg", StringComparison.Ordinal) && line.InvocationId.Length > 0);
    }

    [Fact]
    public async Task Told_to_stop_in_the_middle_of_work_it_finishes_it()
    {
        TestAccount account = await azurite.NewAccountAsync();
        HeldRequests held = new("PUT", ContainerNames.Colorized);
        using FaultyConnection blobs = new(azurite.BlobPort, held);
        await using WorkerProcess worker = await WorkerProcess.StartAndLoadAsync(Through(blobs, account));
        string eTag = await account.DropAsync(ContainerNames.Grayscale, "photo.jpg", TestPhotos.Grey());

        Task<StatusResult> working = worker.InvokeAsync(Colorize, ContainerNames.Grayscale, "photo.jpg", "photo.jpg");
        await held.Reached.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
        Task<int> ending = worker.TerminateAsync();
        held.Release();

        Succeeds(await working);
        Assert.Equal(0, await ending);
        await account.WaitForOutputAsync(ContainerNames.Colorized, "photo.jpg", eTag);
        Assert.Empty(worker.Errors);
    }

    [Fact]
    public async Task Told_to_stop_while_models_load_it_ends_without_a_complaint()
    {
        TestAccount account = await azurite.NewAccountAsync();
        HeldRequests held = new("GET", ContainerNames.Models);
        using FaultyConnection blobs = new(azurite.BlobPort, held);
        await using WorkerProcess worker = await WorkerProcess.StartAsync(Through(blobs, account));
        await held.Reached.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);

        worker.Signal();

        Assert.Equal(0, await worker.WaitForEndAsync());
        Assert.Empty(worker.Errors);
        held.Release();
    }

    [Fact]
    public async Task Without_storage_it_ends_in_one_plain_line()
    {
        await using WorkerProcess worker = await WorkerProcess.StartAsync(
            "AccountName=nobody;AccountKey=c2VjcmV0;BlobEndpoint=http://127.0.0.1:9/nobody;QueueEndpoint=http://127.0.0.1:9/nobody");

        Assert.Equal(1, await worker.WaitForEndAsync());
        Assert.Contains("Storage at http://127.0.0.1:9/nobody does not answer", Assert.Single(worker.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photograph_that_may_take_longer_than_the_host_lets_a_function_is_refused_at_start()
    {
        TestAccount account = await azurite.NewAccountAsync();
        await using WorkerProcess worker = await WorkerProcess.StartAsync(
            account.ConnectionString, ("Colorize__Limits__ProcessingTime", "00:09:30"));

        Assert.Equal(1, await worker.WaitForEndAsync());
        Assert.Contains("functionTimeout (00:10:00, host.json)", Assert.Single(worker.Errors), StringComparison.Ordinal);
    }

    internal static void Succeeds(StatusResult result) =>
        Assert.True(result.Status == StatusResult.Types.Status.Success, $"{result.Status}: {result.Exception?.Message}");

    private string Through(FaultyConnection blobs, TestAccount account) =>
        account.ConnectionString.Replace($":{azurite.BlobPort}/", $":{blobs.Port}/", StringComparison.Ordinal);

    private static string Kind(JsonNode binding) =>
        $"{binding["type"]} {binding["path"] ?? binding["blobPath"] ?? binding["queueName"] ?? binding["schedule"]} {binding["source"]}";
}
