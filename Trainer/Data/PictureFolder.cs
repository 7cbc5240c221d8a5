using System.Globalization;
using Colorize.Imaging;
using Colorize.Preprocessing;
using Colorize.Tensors;

namespace Colorize.Trainer.Data;

/// <summary>Pictures in a folder of which nobody has said what they show.</summary>
internal sealed class PictureFolder(string folder, ImagePreprocessor preprocessor, TextWriter log) : ITensorSource
{
    /// <summary>The class of all of them.</summary>
    public const string UnknownClass = "pictures";

    public string Description { get; } = Path.GetFullPath(folder);

    public int Parallelism => Environment.ProcessorCount;

    /// <summary>Opens the pictures of a folder as something to measure on.</summary>
    /// <exception cref="TrainingException">There are none.</exception>
    public static async Task<TestSet> OpenAsync(string folder, WorkFolder work, TextWriter log, CancellationToken cancellationToken)
    {
        var source = new PictureFolder(folder, new ImagePreprocessor(new ImageLimits()), log);
        CachedDataset pictures = await new TensorCache(work.Cache, log, work.MaxBytes).OpenAsync(source, cancellationToken);
        return new TestSet(Path.GetFileName(Path.TrimEndingDirectorySeparator(source.Description)), pictures, HasClasses: false);
    }

    public Task<IReadOnlyList<Sample>> ListAsync(CancellationToken cancellationToken) => Directory.Exists(Description)
        ? Task.FromResult<IReadOnlyList<Sample>>(
            [.. new DirectoryInfo(Description).EnumerateFiles().Where(file => !file.Name.StartsWith('.')).Select(ToSample)
                .OrderBy(sample => sample.Name, StringComparer.Ordinal)])
        : throw new TrainingException($"The folder {Description} does not exist. It should hold pictures.");

    public async Task<LabTensor?> ReadAsync(Sample sample, CancellationToken cancellationToken)
    {
        try
        {
            return preprocessor.ToTensor(
                await File.ReadAllBytesAsync(Path.Combine(Description, sample.Name), cancellationToken), sample.Name, cancellationToken);
        }
        catch (ImageRejectedException exception)
        {
            await log.WriteLineAsync($"Left out: {exception.Message}");
            return null;
        }
    }

    private static Sample ToSample(FileInfo file) =>
        new(file.Name, UnknownClass, string.Create(CultureInfo.InvariantCulture, $"{file.Length}-{file.LastWriteTimeUtc.Ticks:x}"));
}
