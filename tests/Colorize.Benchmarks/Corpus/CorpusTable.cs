using System.Globalization;

namespace Colorize.Benchmarks.Corpus;

/// <summary>Measures all files of the corpus, each in a process of its own, and prints a table of it in Markdown.</summary>
internal static class CorpusTable
{
    private const double Mebibyte = 1 << 20;

    /// <summary>Measures and prints.</summary>
    /// <param name="filter">Measures files whose names contain this.</param>
    /// <param name="output">Receives the table.</param>
    public static async Task RunAsync(string filter, TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("colorize-corpus-").FullName;
        output.WriteLine("| file | size, MiB | decoder, s | in all, s | peak, MiB | estimate, MiB | estimate / peak |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach ((string name, Func<byte[]> create) in CorpusFiles.All.Where(file => file.Key.Contains(filter, StringComparison.Ordinal)))
        {
            string path = Path.Combine(folder, name);
            await File.WriteAllBytesAsync(path, create());
            output.WriteLine(Row(await ChildRun.ReadAsync<CorpusResult>("corpus-file", path)));
            File.Delete(path);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string Row(CorpusResult one) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {one.Name} | {one.FileBytes / Mebibyte:0.0} | {one.DecodeSeconds:0.00} | {one.Seconds:0.00} | {one.PeakBytes / Mebibyte:0} "
            + $"| {one.EstimatedBytes / Mebibyte:0} | {one.EstimatedBytes / (double)one.PeakBytes:0.00} |");
}
