using Colorize.Imaging;
using Colorize.Preprocessing;

namespace Colorize.Trainer.Data;

/// <summary>A local dataset: a folder with <c>train</c> and <c>test</c>.</summary>
internal sealed class DatasetFolders(string folder)
{
    /// <summary>The pictures of a split.</summary>
    public ITensorSource Open(string split, TextWriter log) =>
        new FolderSource(Path.Combine(folder, split), new ImagePreprocessor(new ImageLimits()), log);
}
