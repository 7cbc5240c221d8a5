using Azure;
using Azure.Identity;
using Colorize.Storage;

namespace Colorize.Tests.Storage;

public sealed class PlainMessageTests
{
    private static readonly RequestFailedException Busy = new(503, "Try again.\nRequestId: 1\nx-ms-version: 2", "ServerBusy", null);
    private static readonly AuthenticationFailedException LoggedOut = new(" Nobody has logged in. \r\n- Azure CLI: not installed");

    [Fact]
    public void An_answer_of_storage_is_its_status_and_code() => Assert.Equal("storage answered 503 ServerBusy", PlainMessage.Of(Busy));

    [Fact]
    public void Of_many_tries_the_first_is_told() =>
        Assert.Equal("storage answered 503 ServerBusy", PlainMessage.Of(new AggregateException("Twice.", Busy, new IOException("Later."))));

    [Fact]
    public void Of_a_login_its_first_line_is_told() => Assert.Equal("Nobody has logged in.", PlainMessage.Of(LoggedOut));

    [Fact]
    public void Any_other_message_is_one_line() => Assert.Equal("It broke. Twice.", PlainMessage.Of(new IOException("It broke.\nTwice.")));

    [Fact]
    public void Without_an_answer_the_message_is_that_of_the_connection() =>
        Assert.Equal("Connection refused", PlainMessage.Of(new RequestFailedException(0, "Connection refused")));

    [Fact]
    public void Without_an_exception_there_is_nothing_to_say() => Assert.Equal(string.Empty, PlainMessage.Of(null!));

    [Fact]
    public void What_storage_did_is_a_sentence()
    {
        Assert.Equal("Storage refused (ServerBusy): Try again.", PlainMessage.OfStorage(Busy));
        Assert.Equal("Storage refused (no reason): No.", PlainMessage.OfStorage(new RequestFailedException(403, "No.")));
        Assert.Equal("Storage does not know who asks: Nobody has logged in.", PlainMessage.OfStorage(LoggedOut));
        Assert.Equal("Storage does not answer.", PlainMessage.OfStorage(new RequestFailedException(0, "Connection refused")));
        Assert.Null(PlainMessage.OfStorage(new IOException("The disk is full.")));
    }
}
