using System.IO.Compression;

namespace Colorize.Tests.Trainer.Weights.Fuzzing;

/// <summary>The entries of a .pth file.</summary>
internal sealed class WeightsArchive
{
    public const string PickleName = "archive/data.pkl";

    public List<(string Name, byte[] Content, CompressionLevel Compression)> Entries { get; } = [];

    public WeightsArchive Add(string name, byte[] content, CompressionLevel compression = CompressionLevel.NoCompression)
    {
        Entries.Add((name, content, compression));
        return this;
    }

    public static WeightsArchive Read(byte[] file)
    {
        var read = new WeightsArchive();
        using var archive = new ZipArchive(new MemoryStream(file));
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using Stream stream = entry.Open();
            byte[] content = new byte[entry.Length];
            stream.ReadExactly(content);
            read.Add(entry.FullName, content);
        }

        return read;
    }

    public byte[] ToFile()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content, CompressionLevel compression) in Entries)
            {
                using Stream stream = archive.CreateEntry(name, compression).Open();
                stream.Write(content);
            }
        }

        return file.ToArray();
    }
}
