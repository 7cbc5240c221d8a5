using Azure;
using Azure.Storage.Blobs;
using Colorize.Tests.Azurite;
using Colorize.Trainer;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer;

public class FailureTests
{
    [Fact]
    public void Libtorch_without_memory_is_a_plain_line()
    {
        const long TooMany = 1L << 46;
        Exception exception = Record.Exception(() => zeros(TooMany).Dispose())!;
        Failure failure = Failure.Of(exception)!;
        Assert.Equal(1, failure.ExitCode);
        Assert.StartsWith("There is not enough memory for this. Give a smaller --batch-size", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_of_libtorch_that_is_the_programs_fault_stays_one()
    {
        using Tensor left = zeros(2, 3);
        using Tensor right = zeros(2, 3);
        Assert.Null(Failure.Of(Record.Exception(() => left.mm(right).Dispose())!));
    }

    [Fact]
    public async Task Storage_that_does_not_answer_is_a_plain_line()
    {
        BlobContainerClient nowhere = AzuriteBlobs.Container(port: 9, "models");
        Exception exception = (await Record.ExceptionAsync(() => nowhere.ExistsAsync(TestContext.Current.CancellationToken)))!;
        Failure failure = Failure.Of(exception)!;
        Assert.Equal(1, failure.ExitCode);
        Assert.StartsWith("Storage does not answer: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void Storage_that_does_not_answer_after_several_tries_is_a_plain_line() => Assert.Equal(
        "Storage does not answer: Connection refused. The same command goes on when it does.",
        Failure.Of(new AggregateException(
            "Retry failed after 2 tries.", new RequestFailedException("Connection refused"), new TaskCanceledException("Timed out"),
            new RequestFailedException("Connection refused")))!.Message);

    [Fact]
    public void Storage_that_refuses_says_why() => Assert.Equal(
        "Storage refused (AuthorizationFailure): This request is not authorized.",
        Failure.Of(new RequestFailedException(403, "This request is not authorized.\nRequestId: 1", "AuthorizationFailure",
            innerException: null))!.Message);

    [Fact]
    public void A_full_disk_is_a_plain_line()
    {
        const string AlwaysFull = "/dev/full";
        Assert.SkipUnless(File.Exists(AlwaysFull), $"{AlwaysFull} stands for the full disk; Linux has it.");
        Exception exception = Record.Exception(() => File.WriteAllBytes(AlwaysFull, new byte[1]))!;
        Assert.StartsWith("The disk is full: ", Failure.Of(exception)!.Message, StringComparison.Ordinal);
    }
}
