using Colorize.Cli.Gallery.Album;

namespace Colorize.Tests.Gallery;

public sealed class EmulatorActivityTests : IDisposable
{
    private const string List = "__azurite_db_blob__.json";

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Content_that_is_written_is_noticed()
    {
        Directory.CreateDirectory(_data.At("__blobstorage__"));
        TaskCompletionSource noticed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using EmulatorActivity activity = new(_data.Path, () => noticed.TrySetResult());

        await File.WriteAllTextAsync(_data.At("__blobstorage__", "extent"), "a photograph", TestContext.Current.CancellationToken);

        await noticed.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_list_in_which_only_times_have_changed_tells_nothing_and_one_with_a_blob_more_or_less_does()
    {
        Write(List, 100_000);
        EmulatorFiles files = new(_data.Path);

        Assert.False(files.TellOfBlobs(List));
        Write(List, 100_002);
        Assert.False(files.TellOfBlobs(List));
        Write(List, 100_800);
        Assert.True(files.TellOfBlobs(List));
        Assert.False(files.TellOfBlobs(List));
        Write(List, 100_000);
        Assert.True(files.TellOfBlobs(List));
        File.Delete(_data.At(List));
        Assert.True(files.TellOfBlobs(List));
    }

    [Theory]
    [InlineData("__blobstorage__/extent", true)]
    [InlineData("__azurite_db_blob__.json~", false)]
    [InlineData("__azurite_db_queue__.json", false)]
    [InlineData("__queuestorage__/extent", false)]
    public void Only_the_contents_of_blobs_tell_of_them_besides_their_list(string name, bool tells)
    {
        EmulatorFiles files = new(_data.Path);
        Assert.Equal(tells, files.TellOfBlobs(name));
    }

    private void Write(string name, int length) => File.WriteAllBytes(_data.At(name), new byte[length]);
}
