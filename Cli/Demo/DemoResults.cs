using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Dropping;
using Colorize.Cli.Dropping.Results;
using Colorize.Cli.Files;
using Colorize.Imaging;

namespace Colorize.Cli.Demo;

/// <summary>The files of the demo: every sample before and after, and a page with all of them.</summary>
/// <param name="folder">Where they go; nothing there is written over that the demo has not written.</param>
/// <param name="preview">Makes the pictures of the page.</param>
internal sealed class DemoResults(ResultFolder folder, Preview preview)
{
    private const string PageName = "index.html";
    private const int ShownSide = 1024;

    private readonly Dictionary<string, (SamplePhotograph Sample, byte[] Grey)> _before = [];
    private readonly Dictionary<string, (PhotoResult Photograph, byte[] Color, string File)> _after = [];

    /// <summary>Writes a sample as it was dropped.</summary>
    public async Task AddBeforeAsync(SamplePhotograph sample, byte[] grey, CancellationToken cancellationToken)
    {
        _before[sample.FileName] = (sample, grey);
        await WriteAsync($"{sample.Package}.gray.jpg", ContentHash.Sha256(grey), grey, cancellationToken);
    }

    /// <summary>Writes a sample as it came back.</summary>
    /// <returns>The file.</returns>
    public async Task<string> AddAfterAsync(PhotoResult photograph, CancellationToken cancellationToken)
    {
        Response<BlobDownloadResult> result = await photograph.Result!.DownloadContentAsync(cancellationToken);
        byte[] color = result.Value.Content.ToArray();
        string name = photograph.Dropped.Photograph.Name;
        string file = await WriteAsync(name, ContentHash.Sha256(_before[name].Grey), color, cancellationToken);
        _after[name] = (photograph, color, file);
        return file;
    }

    /// <summary>Writes the page.</summary>
    /// <returns>The file.</returns>
    public async Task<string> WritePageAsync(CancellationToken cancellationToken)
    {
        PhotoCard[] cards = [.. SamplePhotograph.All.Where(sample => _after.ContainsKey(sample.FileName)).Select(Card)];
        string model = _after.Values.Select(after => after.Photograph.Metadata!.ModelVersion).FirstOrDefault() ?? "none";
        string page = SelfContainedPage.Render(
            "Historical photographs, dropped in black and white into a storage container and taken out in colour. Every pixel keeps its "
                + "own lightness; "
            + "the networks have only chosen the colours, which nobody knows any more. Drag the seam.",
            cards,
            [
                $"Made by ./colorize demo with the model set {model}.",
                "The prints are toned brown by age and by their process; what was dropped is their lightness alone.",
                "Digital images courtesy of the Getty's Open Content Program.",
            ]);
        return await WriteAsync(PageName, nameof(DemoResults), Encoding.UTF8.GetBytes(page), cancellationToken);
    }

    private async Task<string> WriteAsync(string name, string source, byte[] content, CancellationToken cancellationToken)
    {
        ResultTarget target = await folder.ReserveAsync(name, source, cancellationToken);
        return await folder.SaveAsync(
            target, string.Empty, (draft, stopped) => File.WriteAllBytesAsync(draft, content, stopped), cancellationToken);
    }

    private PhotoCard Card(SamplePhotograph sample)
    {
        (PhotoResult photograph, byte[] color, string file) = _after[sample.FileName];
        ResultMetadata metadata = photograph.Metadata!;
        string seen = metadata.Known is null ? string.Empty : $"Looks like: {metadata.ClassInWords}";
        string took = string.Create(
            CultureInfo.InvariantCulture,
            $"{metadata.Width} × {metadata.Height} pixels, back after {photograph.Elapsed.TotalSeconds:0.0} s");
        return new PhotoCard(
            sample.Title,
            SelfContainedPage.Embed(preview.ToJpeg(_before[sample.FileName].Grey, sample.FileName, ShownSide)),
            SelfContainedPage.Embed(preview.ToJpeg(color, sample.FileName, ShownSide)),
            metadata.Width,
            metadata.Height,
            [$"{sample.Photographer}, {sample.Year}", seen, took],
            Path.GetFileName(file));
    }
}
