namespace Colorize.Imaging;

/// <summary>The pictures of a file whose headers have been read and judged. Owns native memory.</summary>
/// <param name="content">The whole file.</param>
/// <param name="pages">The pictures; at least one.</param>
internal sealed class OpenedPages(ReadOnlyMemory<byte> content, IReadOnlyList<OpenedImage> pages) : IDisposable
{
    public ReadOnlyMemory<byte> Content => content;

    /// <summary>The pictures in the order of the file; at least one.</summary>
    public IReadOnlyList<OpenedImage> Pages => pages;

    public ImageFormat Format => pages[0].Format;

    /// <summary>The memory that the file takes on its way: a page at a time, and the pages that are done.</summary>
    public long WorkingBytes => pages.Max(page => page.Memory.Total) + (pages.Count > 1 ? pages.Sum(page => page.Memory.Result) : 0);

    public void Dispose()
    {
        foreach (OpenedImage page in pages)
        {
            page.Dispose();
        }
    }
}
