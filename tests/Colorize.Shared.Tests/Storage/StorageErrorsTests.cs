using Azure;
using Colorize.Storage;

namespace Colorize.Tests.Storage;

public sealed class StorageErrorsTests
{
    [Theory]
    [InlineData(404, true, false, true)]
    [InlineData(401, false, true, false)]
    [InlineData(403, false, true, false)]
    [InlineData(412, false, false, true)]
    [InlineData(409, false, false, false)]
    [InlineData(500, false, false, false)]
    public void A_status_has_one_meaning(int status, bool isNotFound, bool isForbidden, bool isOvertaken)
    {
        RequestFailedException exception = new(status, "No.");

        Assert.Equal(
            (isNotFound, isForbidden, isOvertaken), (exception.IsNotFound(), exception.IsForbidden(), exception.IsOvertaken()));
    }

    [Theory]
    [InlineData(412, "ConditionNotMet", true)]
    [InlineData(412, "LeaseIdMissing", false)]
    [InlineData(304, "ConditionNotMet", false)]
    [InlineData(409, "BlobAlreadyExists", true)]
    [InlineData(400, "InvalidBlockList", true)]
    [InlineData(409, "ContainerAlreadyExists", false)]
    [InlineData(500, null, false)]
    public void A_race_is_lost_to_a_write_that_came_first_and_not_to_a_lease(int status, string? code, bool isLost) =>
        Assert.Equal(isLost, new RequestFailedException(status, "No.", code, innerException: null).IsLostRace());

    [Fact]
    public void Nothing_answers_where_no_try_had_an_answer()
    {
        RequestFailedException noAnswer = new(0, "Connection refused"), answer = new(500, "Out of order");

        Assert.True(StorageErrors.IsNoAnswer(noAnswer));
        Assert.True(StorageErrors.IsNoAnswer(new AggregateException(noAnswer, new IOException(), new TaskCanceledException())));
        Assert.True(StorageErrors.IsNoAnswer(new AggregateException(new AggregateException(noAnswer))));
        Assert.False(StorageErrors.IsNoAnswer(answer));
        Assert.False(StorageErrors.IsNoAnswer(new AggregateException(noAnswer, answer)));
        Assert.False(StorageErrors.IsNoAnswer(new IOException()));
    }
}
