using Colorize.Storage;

namespace Colorize.Tests.Storage;

public sealed class BlobMetadataTests
{
    [Theory]
    [InlineData("plain.jpg", "plain.jpg")]
    [InlineData("ü b%41,c=d", "%C3%BC%20b%2541%2Cc%3Dd")]
    [InlineData("夏", "%E5%A4%8F")]
    [InlineData("line\nbreak", "line%0Abreak")]
    public void Values_are_ASCII_and_come_back(string value, string encoded)
    {
        Assert.Equal(encoded, BlobMetadata.Encode(value));
        Assert.Equal(value, BlobMetadata.Decode(encoded));
    }

    [Fact]
    public void A_name_that_does_not_fit_is_cut_between_characters()
    {
        string encoded = BlobMetadata.EncodeName(new string('夏', BlobPaths.MaxLength));

        Assert.InRange(encoded.Length, 6000, 6144);
        Assert.Equal(0, encoded.Length % 3);
    }

    [Fact]
    public void Classes_come_back_in_their_order()
    {
        KeyValuePair<string, float>[] classes = [new("gas pump", 0.5f), new("a=b,c", 0.25f), new("church", 0.125f)];

        Assert.Equal(classes, BlobMetadata.DecodeClasses(BlobMetadata.EncodeClasses(classes)));
    }

    [Fact]
    public void Parts_that_are_no_classes_are_left_out() =>
        Assert.Equal([new("church", 0.5f)], BlobMetadata.DecodeClasses("church=0.5,=,x,y=z,a=1=2"));
}
