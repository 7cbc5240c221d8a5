using Colorize.Imaging;
using Colorize.Preprocessing;
using Colorize.Storage;

namespace Colorize.Trainer.Data;

/// <summary>Where the pictures are: a local folder with <c>train</c> and <c>test</c>, or the tensors in storage.</summary>
internal sealed class Dataset
{
    private readonly Func<string, TextWriter, ITensorSource> _open;

    private Dataset(Func<string, TextWriter, ITensorSource> open) => _open = open;

    /// <summary>Images or tensors in a local folder.</summary>
    public static Dataset InFolder(string folder)
    {
        var preprocessor = new ImagePreprocessor(new ImageLimits());
        return new Dataset((split, log) => new FolderSource(Path.Combine(folder, split), preprocessor, log));
    }

    /// <summary>What PreprocessUpload has made of the uploads.</summary>
    public static Dataset InStorage(StorageClients clients) => new((split, log) => new StorageSource(clients, split, log));

    /// <summary>The pictures of a split.</summary>
    public ITensorSource Open(string split, TextWriter log) => _open(split, log);
}
