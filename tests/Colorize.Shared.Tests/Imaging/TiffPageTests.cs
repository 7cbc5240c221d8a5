using System.Text;
using Colorize.Imaging;
using Colorize.Imaging.Tiff;
using NetVips;
using static Colorize.Tests.Hostile.TiffFiles;

namespace Colorize.Tests.Imaging;

/// <summary>The pages of a TIFF: which are read, and what becomes of the others.</summary>
public sealed class TiffPageTests
{
    private const ushort Rgb = 2;
    private const ushort Grey = 1;

    [Fact]
    public async Task A_thumbnail_before_the_picture_is_not_taken_for_it()
    {
        byte[] file = File(Page(Grey, [10], 8, Field(TiffTag.NewSubfileType, 1)), Page(Grey, [200]));
        TiffDirectory page = Assert.Single(Pages(await Neutral.ColorizeAsync(file)));
        using Image result = Image.NewFromBuffer(
            File(TiffPage.From(TiffStructure.Read(await Neutral.ColorizeAsync(file))!, page, _ => true)!));
        Assert.Equal(200, result.Getpoint(3, 3)[0], 1.0);
    }

    [Fact]
    public async Task All_pages_come_back_in_colour_with_their_own_captions()
    {
        byte[] file = File(
            Page(Grey, [40], 8, TextField(TiffTag.PageName, "recto")),
            Page(Grey, [20560], 16, TextField(TiffTag.PageName, "verso")),
            Page(Rgb, [120, 120, 120], 8));
        byte[] result = await Neutral.ColorizeAsync(file);

        List<TiffDirectory> pages = Pages(result);
        Assert.Equal(["recto\0", "verso\0", ""], pages.Select(page => page.Fields.TryGetValue(TiffTag.PageName, out TiffValue? name)
            ? Encoding.ASCII.GetString(name.Bytes.Span) : string.Empty));
        double[] values = [40, 20560, 120];
        for (int i = 0; i < values.Length; i++)
        {
            using Image page = Image.TiffloadBuffer(result, page: i);
            Assert.Equal(3, page.Bands);
            Assert.Equal(values[i], page.Getpoint(50, 30)[1], values[i] > byte.MaxValue ? 100.0 : 1.0);
        }
    }

    [Fact]
    public async Task A_later_page_that_is_not_read_stays_as_it_was()
    {
        byte[] file = File(Page(Grey, [40]), Page(Grey, [7], 8, Field(TiffTag.Compression, 34925)));
        List<TiffDirectory> pages = Pages(await Neutral.ColorizeAsync(file));
        Assert.Equal([3, 1], pages.Select(page => page.Number(TiffTag.SamplesPerPixel, 0)));
        Assert.Equal(34925, pages[1].Number(TiffTag.Compression, 0));
    }

    [Fact]
    public async Task A_damaged_end_of_the_chain_does_not_keep_the_first_page_from_being_read()
    {
        byte[] file = File(Page(Grey, [40]));
        int next = Pages(file)[0].NextPosition;
        file[next + 2] = 0xFF;
        Assert.Single(Pages(await Neutral.ColorizeAsync(file)));
    }

    [Fact]
    public async Task Limits_count_all_pages()
    {
        byte[] file = File([.. Enumerable.Repeat(Page(Grey, [40]), 4)]);
        var few = new ImageLimits { MaxPages = 3 };
        var small = new ImageLimits { MaxPixels = (Width * Height * 4) - 1 };
        Assert.Equal(
            RejectionReason.TooManyPages,
            Assert.Throws<ImageRejectedException>(() => ImageReader.OpenPages(file, "album.tif", few)).Reason);
        Assert.Equal(
            RejectionReason.TooManyPixels,
            Assert.Throws<ImageRejectedException>(() => ImageReader.OpenPages(file, "album.tif", small)).Reason);
        Assert.Equal(4, Pages(await Neutral.ColorizeAsync(file)).Count);
    }

    [Fact]
    public void Strips_that_share_their_bytes_cannot_make_a_small_file_large()
    {
        TiffPage page = Page(Grey, [40]);
        TiffPage many = page with { Data = [] };
        many.Fields[TiffTag.StripOffsets] = TiffValue.OfLongs([.. Enumerable.Repeat(8u, 10_000)], isLittleEndian: true);
        many.Fields[TiffTag.StripByteCounts] = TiffValue.OfLongs([.. Enumerable.Repeat(4000u, 10_000)], isLittleEndian: true);
        byte[] file = File(many, page);
        using OpenedPages opened = ImageReader.OpenPages(file, "small.tif", new ImageLimits());
        Assert.Single(opened.Pages);
    }
}
