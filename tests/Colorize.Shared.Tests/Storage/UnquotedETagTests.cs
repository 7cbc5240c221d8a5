using Azure;
using Colorize.Storage;

namespace Colorize.Tests.Storage;

public sealed class UnquotedETagTests
{
    [Theory]
    [InlineData("0x8DE")]
    [InlineData("\"0x8DE\"")]
    public void A_version_has_one_name_with_and_without_quotes(string eTag)
    {
        Assert.Equal("0x8DE", UnquotedETag.Of(eTag));
        Assert.Equal("0x8DE", UnquotedETag.Of(new ETag(eTag)));
    }

    [Fact]
    public void No_version_has_no_name()
    {
        Assert.Empty(UnquotedETag.Of((string?)null));
        Assert.Empty(UnquotedETag.Of((ETag?)null));
    }
}
