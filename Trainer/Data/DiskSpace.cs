using System.Globalization;

namespace Colorize.Trainer.Data;

/// <summary>Asks of a disk, before hours go into filling it, whether it has room.</summary>
internal static class DiskSpace
{
    private const double Gigabyte = 1e9;

    /// <summary>Refuses pictures that the disk of a folder has no room for.</summary>
    /// <param name="folder">Where they are to be kept.</param>
    /// <param name="pictures">How many there are.</param>
    /// <param name="bytes">What they take.</param>
    /// <param name="maxBytes">The most that may be taken: a container may use less than its machine's disk has free.</param>
    /// <exception cref="TrainingException">There is not enough room.</exception>
    public static void Require(string folder, int pictures, long bytes, long maxBytes)
    {
        long free = Math.Min(maxBytes, new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace);
        if (bytes > free)
        {
            throw new TrainingException(string.Create(
                CultureInfo.InvariantCulture,
                $"{pictures} pictures take {bytes / Gigabyte:0.0} GB, and {folder} may take {free / Gigabyte:0.0} GB. Free the disk, name "
                    + $"another folder with --work, or train on fewer."));
        }
    }
}
