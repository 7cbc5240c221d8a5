using Colorize.Imaging;
using Colorize.Preprocessing;
using Colorize.Storage;
using Colorize.Text;

namespace Colorize.Trainer.Data;

/// <summary>Where the pictures are: a local folder with <c>train</c> and <c>test</c>, or the tensors in storage.</summary>
internal sealed class Dataset
{
    private readonly Func<string, TextWriter, ITensorSource> _open;
    private readonly Func<CancellationToken, Task<IReadOnlyList<string>>> _splits;

    private Dataset(Func<string, TextWriter, ITensorSource> open, Func<CancellationToken, Task<IReadOnlyList<string>>> splits) =>
        (_open, _splits) = (open, splits);

    /// <summary>Images or tensors in a local folder.</summary>
    /// <param name="folder">The folder, with <c>train</c> and <c>test</c>.</param>
    /// <param name="followLinks">Whether links may lead out of the parts of the folder.</param>
    public static Dataset InFolder(string folder, bool followLinks = false)
    {
        var preprocessor = new ImagePreprocessor(new ImageLimits());
        return new Dataset(
            (split, log) => new FolderSource(Path.Combine(folder, split), preprocessor, log, followLinks),
            _ => Task.FromResult(SplitsOf(folder)));
    }

    /// <summary>What PreprocessUpload has made of the uploads.</summary>
    public static Dataset InStorage(StorageClients clients) =>
        new((split, log) => new StorageSource(clients, split, log), token => StorageSource.ListSplitsAsync(clients, token));

    /// <summary>The splits beside <c>test</c> that are measured on, each by itself: <c>test-scenes</c>.</summary>
    public async Task<IEnumerable<string>> FurtherTestsAsync(CancellationToken cancellationToken) =>
        (await _splits(cancellationToken)).Where(split => split.StartsWith(Splits.FurtherTest, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>The pictures of a split.</summary>
    /// <param name="split">Its name.</param>
    /// <param name="log">Where it is said what was left out; names of files may hold anything, and are made visible.</param>
    public ITensorSource Open(string split, TextWriter log) => _open(split, new VisibleTextWriter(log));

    private static IReadOnlyList<string> SplitsOf(string folder) =>
        Directory.Exists(folder) ? [.. new DirectoryInfo(folder).EnumerateDirectories().Select(split => split.Name)] : [];
}
