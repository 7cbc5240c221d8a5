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
        "VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadTiff", "VipsForeignLoadNsgif",
        "VipsForeignLoadHeif",
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

        // Whatever matters comes as an exception; the codecs' remarks on broken files would only fill the log of whoever runs this.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning | Enums.LogLevelFlags.Info | Enums.LogLevelFlags.Debug, IgnoreRemark);
        return true;
    }

    private static void IgnoreRemark(string domain, Enums.LogLevelFlags level, string message)
    {
    }
}
