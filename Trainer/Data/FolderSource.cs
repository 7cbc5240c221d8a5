using System.Globalization;
using Colorize.Files;
using Colorize.Imaging;
using Colorize.Preprocessing;
using Colorize.Tensors;

namespace Colorize.Trainer.Data;

/// <summary>A local directory with a folder per class, holding images or <c>.npy</c> tensors.</summary>
internal sealed class FolderSource(string folder, ImagePreprocessor preprocessor, TextWriter log, bool followLinks = false) : ITensorSource
{
    // class/file
    private const int SampleDepth = 2;

    public string Description { get; } = Path.GetFullPath(folder);

    public int Parallelism => Environment.ProcessorCount;

    public Task<IReadOnlyList<Sample>> ListAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Description))
        {
            throw new TrainingException($"The folder {Description} does not exist. It should hold a folder of pictures for each class.");
        }

        List<Sample> samples = [];
        foreach (FolderFile file in new FolderWalk(Description, followLinks).Files())
        {
            cancellationToken.ThrowIfCancellationRequested();
            string[] parts = file.RelativePath.Split('/');
            if (file.LeftOut is not null)
            {
                log.WriteLine($"Left out: {file.RelativePath}: {file.LeftOut}");
            }
            else if (parts.Length == SampleDepth)
            {
                samples.Add(ToSample(parts[0], file));
            }
        }

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

            byte[] image = await File.ReadAllBytesAsync(path, cancellationToken);
            return preprocessor.ToTensor(image, sample.Name, cancellationToken);
        }
        catch (NpyFormatException exception)
        {
            await log.WriteLineAsync($"Left out: {sample.Name}: {exception.Message}");
            return null;
        }
        catch (ImageRejectedException exception)
        {
            await log.WriteLineAsync($"Left out: {exception.Message}");
            return null;
        }
    }

    private static Sample ToSample(string className, FolderFile file)
    {
        FileInfo info = new(RealPath.Of(file.Path));
        string version = string.Create(CultureInfo.InvariantCulture, $"{info.Length}-{info.LastWriteTimeUtc.Ticks:x}");
        return new Sample(file.RelativePath, className, version);
    }
}
