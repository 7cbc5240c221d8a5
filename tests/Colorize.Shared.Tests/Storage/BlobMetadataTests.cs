using Colorize.Storage;

namespace Colorize.Tests.Storage;

public sealed class BlobMetadataTests
{
    [Theory]
    [InlineData("plain.jpg", "plain.jpg")]
    [InlineData("ü b%41,c=d", "%C3%BC%20b%2541%2Cc%3Dd")]
    [InlineData("夏", "%E5%A4%8F")]
    [InlineData("line\nbreak", "line%0Abreak")]
    [InlineData("a\u007Fb", "a%7Fb")]
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

    [Theory]
    [InlineData(0, 6144)]
    [InlineData(1, 6142)]
    [InlineData(2, 6143)]
    public void A_name_is_never_cut_within_an_escape(int lettersBefore, int length)
    {
        string encoded = BlobMetadata.EncodeName(new string('x', lettersBefore) + new string('夏', BlobPaths.MaxLength));

        Assert.Equal(length, encoded.Length);
        Assert.Equal((length - lettersBefore) / 3, encoded.Count(letter => letter == '%'));
    }

    [Theory]
    [InlineData(6141, "%20")]
    [InlineData(6144, "xxx")]
    public void A_whole_escape_at_the_end_stays(int lettersBefore, string end)
    {
        string encoded = BlobMetadata.EncodeName(new string('x', lettersBefore) + " " + new string('x', 100));

        Assert.Equal(6144, encoded.Length);
        Assert.EndsWith(end, encoded, StringComparison.Ordinal);
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

    [Theory]
    [InlineData("church=0.81,flower=0.1", "0.8", true)]
    [InlineData("church=0.81,flower=0.1", "0.82", false)]
    [InlineData("church=0.81,flower=0.1", null, false)]
    [InlineData("church=0.81,flower=0.1", "sure", false)]
    [InlineData("", "0", false)]
    [InlineData(null, "0.5", false)]
    public void A_class_is_known_where_the_classifier_is_as_sure_as_its_threshold(string? classes, string? threshold, bool isKnown)
    {
        Dictionary<string, string> metadata = [];
        if (classes is not null)
        {
            metadata[BlobMetadata.Classes] = classes;
        }

        if (threshold is not null)
        {
            metadata[BlobMetadata.ClassThreshold] = threshold;
        }

        KeyValuePair<string, float>? expected = isKnown ? new("church", 0.81f) : null;
        Assert.Equal(expected, BlobMetadata.KnownClass(metadata));
    }
}
