using System.Diagnostics;
using Colorize.Imaging;
using Colorize.Preprocessing;
using Colorize.Tensors;
using Colorize.Trainer;
using Colorize.Trainer.Data;

namespace Colorize.Tests.Trainer.Data;

public sealed class FolderSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _log = new();

    public void Dispose()
    {
        _folder.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Images_and_tensors_are_read_by_class()
    {
        Pictures.WriteJpeg(_folder.At("red", "one.jpg"), 200, 30, 30);
        Pictures.WriteTensors(_folder.Path, "land", 1);
        FolderSource source = Source();

        IReadOnlyList<Sample> samples = await source.ListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["land/000.npy", "red/one.jpg"], samples.Select(sample => sample.Name));
        Assert.Equal(["land", "red"], samples.Select(sample => sample.ClassName));
        Assert.Equal(Pictures.Landscape(0).Values, (await ReadAsync(source, samples[0]))!.Values);
        LabTensor red = (await ReadAsync(source, samples[1]))!;
        Assert.InRange((float)red.A[LabTensor.PlaneLength / 2], 40, 90);
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_left_out_and_named()
    {
        Directory.CreateDirectory(_folder.At("a"));
        await File.WriteAllTextAsync(_folder.At("a", "notes.jpg"), "no picture", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.At("a", "notes.npy"), "no tensor", TestContext.Current.CancellationToken);
        FolderSource source = Source();

        foreach (Sample sample in await source.ListAsync(TestContext.Current.CancellationToken))
        {
            Assert.Null(await ReadAsync(source, sample));
            Assert.Contains(sample.Name, _log.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Links_out_of_the_folder_and_pipes_are_left_out_and_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        using TemporaryFolder elsewhere = new();
        Pictures.WriteJpeg(elsewhere.At("red", "secret.jpg"), 200, 30, 30);
        Pictures.WriteJpeg(_folder.At("red", "one.jpg"), 200, 30, 30);
        File.CreateSymbolicLink(_folder.At("red", "leak.jpg"), elsewhere.At("red", "secret.jpg"));
        Process.Start("mkfifo", [_folder.At("red", "pipe.jpg")]).WaitForExit();

        IReadOnlyList<Sample> samples = await Source().ListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["red/one.jpg"], samples.Select(sample => sample.Name));
        Assert.Contains("red/leak.jpg: a link out of the folder", _log.ToString(), StringComparison.Ordinal);
        Assert.Contains("red/pipe.jpg: not a regular file", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_file_has_another_version()
    {
        Pictures.WriteJpeg(_folder.At("red", "one.jpg"), 200, 30, 30);
        FolderSource source = Source();
        Sample before = Assert.Single(await source.ListAsync(TestContext.Current.CancellationToken));
        File.SetLastWriteTimeUtc(_folder.At("red", "one.jpg"), DateTime.UnixEpoch);
        Assert.NotEqual(before, Assert.Single(await source.ListAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_missing_folder_is_an_error_that_names_it()
    {
        var source = new FolderSource(_folder.At("missing"), new ImagePreprocessor(new ImageLimits()), _log);
        TrainingException exception = await Assert.ThrowsAsync<TrainingException>(
            () => source.ListAsync(TestContext.Current.CancellationToken));
        Assert.Contains(_folder.At("missing"), exception.Message, StringComparison.Ordinal);
    }

    private FolderSource Source() => new(_folder.Path, new ImagePreprocessor(new ImageLimits()), _log);

    private static Task<LabTensor?> ReadAsync(FolderSource source, Sample sample) =>
        source.ReadAsync(sample, TestContext.Current.CancellationToken);
}
