using NetVips;

namespace Colorize.Imaging;

/// <summary>
/// Sets libvips up once for files from strangers: only the loaders of <see cref="ImageFormat"/> can run, and nothing is cached,
/// since no image comes twice.
/// </summary>
internal static class Vips
{
    private static readonly string[] AllowedLoaders =
    [
        "VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadTiff", "VipsForeignLoadNsgif", "VipsForeignLoadHeif",
    ];

    private static readonly Lazy<bool> Setup = new(Configure);

    /// <summary>Makes sure that libvips is set up. Every entry to libvips in this project begins with this call.</summary>
    public static void EnsureReady() => _ = Setup.Value;

    private static bool Configure()
    {
        Operation.Block("VipsForeignLoad", true);
        foreach (string loader in AllowedLoaders)
        {
            Operation.Block(loader, false);
        }

        Cache.Max = 0;
        return true;
    }
}
