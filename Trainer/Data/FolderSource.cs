using System.Globalization;
using Colorize.Imaging;
using Colorize.Preprocessing;
using Colorize.Tensors;

namespace Colorize.Trainer.Data;

/// <summary>A local directory with a folder per class, holding images or <c>.npy</c> tensors.</summary>
internal sealed class FolderSource(string folder, ImagePreprocessor preprocessor, TextWriter log) : ITensorSource
{
    public string Description { get; } = Path.GetFullPath(folder);

    public int Parallelism => Environment.ProcessorCount;

    public Task<IReadOnlyList<Sample>> ListAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Description))
        {
            throw new TrainingException($"The folder {Description} does not exist. It should hold a folder of pictures for each class.");
        }

        IEnumerable<Sample> samples =
            from classFolder in new DirectoryInfo(Description).EnumerateDirectories()
            from file in classFolder.EnumerateFiles()
            where !file.Name.StartsWith('.')
            select ToSample(classFolder, file);
        return Task.FromResult<IReadOnlyList<Sample>>([.. samples.OrderBy(sample => sample.Name, StringComparer.Ordinal)]);
    }

    public async Task<LabTensor?> ReadAsync(Sample sample, CancellationToken cancellationToken)
    {
        string path = Path.Combine(Description, sample.Name);
        try
        {
            if (path.EndsWith(LabTensor.FileExtension, StringComparison.OrdinalIgnoreCase))
            {
                await using FileStream stream = File.OpenRead(path);
                return LabTensor.Read(stream);
            }

            byte[] image = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            return preprocessor.ToTensor(image, sample.Name, cancellationToken);
        }
        catch (NpyFormatException exception)
        {
            await log.WriteLineAsync($"Left out: {sample.Name}: {exception.Message}").ConfigureAwait(false);
            return null;
        }
        catch (ImageRejectedException exception)
        {
            await log.WriteLineAsync($"Left out: {exception.Message}").ConfigureAwait(false);
            return null;
        }
    }

    private static Sample ToSample(DirectoryInfo classFolder, FileInfo file)
    {
        string version = string.Create(CultureInfo.InvariantCulture, $"{file.Length}-{file.LastWriteTimeUtc.Ticks:x}");
        return new Sample($"{classFolder.Name}/{file.Name}", classFolder.Name, version);
    }
}
