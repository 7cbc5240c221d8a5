using Colorize.Storage;

namespace Colorize.Tests.Storage;

public sealed class BlobPathsTests
{
    [Theory]
    [InlineData("train/church/photo.jpg", true)]
    [InlineData("any split/any class/no extension", true)]
    [InlineData("photo.jpg", false)]
    [InlineData("train/photo.jpg", false)]
    [InlineData("train/church/old/photo.jpg", false)]
    [InlineData("train//photo.jpg", false)]
    [InlineData("/church/photo.jpg", false)]
    [InlineData("train/../photo.jpg", false)]
    [InlineData("train/church/.", false)]
    [InlineData("", false)]
    public void An_upload_path_has_three_parts(string path, bool valid)
    {
        Assert.Equal(valid, UploadPath.TryParse(path, out UploadPath? parsed));
        Assert.Equal(valid ? path : null, parsed?.ToString());
    }

    [Theory]
    [InlineData("a.jpg", true)]
    [InlineData("a/..b/c...jpg", true)]
    [InlineData("a/../b", false)]
    [InlineData("..", false)]
    [InlineData("a/./b", false)]
    [InlineData("a\\..\\b", false)]
    [InlineData("", false)]
    public void Names_that_clients_resolve_cannot_be_asked_for(string path, bool addressable) =>
        Assert.Equal(addressable, BlobPaths.IsAddressable(path));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(BlobPaths.MaxLength, true)]
    [InlineData(BlobPaths.MaxLength + 1, false)]
    public void Names_are_as_long_as_storage_allows(int length, bool addressable) =>
        Assert.Equal(addressable, BlobPaths.IsAddressable(new string('x', length)));

    [Fact]
    public void A_source_leaves_room_for_the_name_of_its_rejection()
    {
        string longest = new('x', BlobPaths.MaxSourceLength);

        Assert.True(BlobPaths.IsUsableSource(longest));
        Assert.False(BlobPaths.IsUsableSource(longest + "x"));
        Assert.False(BlobPaths.IsUsableSource("a/../b"));
        Assert.Equal(BlobPaths.MaxLength, BlobPaths.Rejection(ContainerNames.Grayscale, longest).Length);
        Assert.StartsWith("grayscale/xxx", BlobPaths.Rejection(ContainerNames.Grayscale, longest), StringComparison.Ordinal);
    }

    [Fact]
    public void A_control_character_cannot_be_listed() => Assert.False(BlobPaths.IsAddressable("a\u0001b"));

    [Fact]
    public void A_tensor_has_the_name_of_its_upload() =>
        Assert.Equal("train/church/photo.jpg.npy", BlobPaths.Tensor("train/church/photo.jpg"));

    [Fact]
    public void A_rejection_lies_beside_the_others_of_its_container() =>
        Assert.Equal("grayscale/old/photo.jpg.json", BlobPaths.Rejection("grayscale", "old/photo.jpg"));

    [Theory]
    [InlineData(2000)]
    [InlineData(BlobPaths.MaxLength)]
    [InlineData(BlobPaths.MaxLength - 10)]
    public void Rejections_of_long_names_are_short_and_apart(int length)
    {
        string one = BlobPaths.Rejection("grayscale", new string('x', length));
        string other = BlobPaths.Rejection("grayscale", new string('x', length - 1) + "y");

        Assert.True(BlobPaths.IsAddressable(one));
        Assert.StartsWith("grayscale/~", one, StringComparison.Ordinal);
        Assert.NotEqual(one, other);
    }

    [Theory]
    [InlineData("../uploads/planted")]
    [InlineData("../../planted")]
    public void The_rejection_of_a_name_that_climbs_stays_in_its_place(string path)
    {
        string name = BlobPaths.Rejection("grayscale", path);

        Assert.True(BlobPaths.IsAddressable(name));
        Assert.StartsWith("grayscale/~", name, StringComparison.Ordinal);
    }
}
