using System.Text.Json.Nodes;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Files;
using Colorize.Storage;
using Colorize.Tests.Gallery.House;
using Colorize.Tests.Running;
using Microsoft.Playwright;

namespace Colorize.Tests.Gallery;

public sealed class UploadTests(GalleryHouse house) : IClassFixture<GalleryHouse>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_that_is_dropped_comes_with_all_photographs_in_it_and_is_watched_until_it_is_in_colour()
    {
        await house.EmptyAsync();
        string album = Path.Combine(house.Folder, "album");
        TestPhoto.Write(album, "first.jpg", seed: 1);
        TestPhoto.Write(Path.Combine(album, "1912", "summer"), "second.jpg", seed: 2);
        await File.WriteAllTextAsync(Path.Combine(album, "notes.doc"), "Dear archive", Stop);
        await File.WriteAllTextAsync(Path.Combine(album, ".hidden.jpg"), "x", Stop);
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);

        await DropAsync(browser.Page, album);

        await browser.WaitForTilesAsync(2, "waiting");
        await browser.Page.GetByText("1 file was left out, since by name they are no photographs: album/notes.doc").WaitForAsync();
        await browser.Page.GetByText("2 photographs uploaded").WaitForAsync();
        BlobProperties stored = await house.Blob(ContainerNames.Grayscale, "album/1912/summer/second.jpg").GetPropertiesAsync(
            cancellationToken: Stop);
        Assert.Equal(
            await ContentHash.Sha256OfFileAsync(Path.Combine(album, "1912", "summer", "second.jpg"), Stop),
            stored.Metadata[BlobMetadata.ContentHash]);
        Assert.Equal("image/jpeg", stored.ContentType);

        await house.ColourAsync("album/first.jpg");
        await house.ColourAsync("album/1912/summer/second.jpg");
        await browser.WaitForTilesAsync(2, "done");
        await browser.Page.GetByAltText("second.jpg, in colour").WaitForAsync();
        Assert.Empty(browser.Errors);
        Assert.Empty(browser.Elsewhere);
    }

    [Fact]
    public async Task The_same_photograph_twice_is_one_and_another_of_its_name_gets_a_number()
    {
        await house.EmptyAsync();
        string one = TestPhoto.Write(Path.Combine(house.Folder, "one"), "photo.jpg", seed: 3);
        string other = TestPhoto.Write(Path.Combine(house.Folder, "other"), "photo.jpg", seed: 4);
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);
        ILocator input = browser.Page.Locator("#files");

        await input.SetInputFilesAsync(one);
        await browser.Page.GetByText("1 photograph uploaded").WaitForAsync();
        await input.SetInputFilesAsync(one);
        await browser.Page.GetByText("one was here already").WaitForAsync();
        await input.SetInputFilesAsync(other);

        await browser.Tile("photo (2).jpg").WaitForAsync();
        await browser.WaitForCountAsync("all", "2");
    }

    [Fact]
    public async Task The_pictures_of_many_photographs_are_there_once_all_are_uploaded()
    {
        await house.EmptyAsync();
        const int count = 30;
        string[] files = [.. Enumerable.Range(0, count).Select(number => TestPhoto.Write(Path.Combine(house.Folder, "many"), $"many {number}.jpg", seed: number))];
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);

        await browser.Page.Locator("#files").SetInputFilesAsync(files);

        await browser.Page.GetByText($"{count} photographs uploaded").WaitForAsync();
        await browser.WaitForCountAsync("waiting", $"{count}");
        await browser.Page.WaitForFunctionAsync("() => document.querySelectorAll('.tile').length === document.querySelectorAll('.tile img.is-there').length");
        Assert.Equal("", await browser.Page.EvaluateAsync<string>("() => document.body.className.replace('is-empty', '').trim()"));
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Small_photographs_go_together_and_one_that_cannot_be_read_any_more_is_named_alone()
    {
        await house.EmptyAsync();
        const int count = 40;
        string folder = Path.Combine(house.Folder, "together");
        string[] files = [.. Enumerable.Range(0, count).Select(number => TestPhoto.Write(folder, $"photo {number}.jpg", seed: number))];
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);
        await browser.WaitForCountAsync("all", "0");
        int requests = 0;
        browser.Page.Request += (_, request) => requests += request.Method == "PUT" ? 1 : 0;

        // While the gallery is away, a file goes that somebody has chosen.
        await house.StopServerAsync();
        await browser.Page.GetByText("The gallery does not answer.").WaitForAsync();
        await browser.Page.Locator("#files").SetInputFilesAsync(files);
        await browser.Page.GetByText($"Waiting for the gallery with {count} photographs").WaitForAsync();
        File.Delete(files[7]);
        await house.StartServerAsync();

        await browser.Page.GetByText($"{count - 1} photographs uploaded, 1 failed").WaitForAsync();
        await browser.Page.GetByText("photo 7.jpg could not be uploaded: the file cannot be read, or the gallery has stopped.").WaitForAsync();
        await browser.WaitForCountAsync("waiting", $"{count - 1}");
        Assert.InRange(requests, 4, count - 1);
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_photograph_can_be_pasted()
    {
        await house.EmptyAsync();
        byte[] jpeg = await File.ReadAllBytesAsync(TestPhoto.Write(house.Folder, "pasted.jpg"), Stop);
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);

        await browser.Page.EvaluateAsync(
            """
            (text) => {
              const clipboardData = new DataTransfer();
              clipboardData.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], "pasted.jpg", { type: "image/jpeg" }));
              dispatchEvent(new ClipboardEvent("paste", { clipboardData }));
            }
            """,
            Convert.ToBase64String(jpeg));

        await browser.Tile("pasted.jpg").WaitForAsync();
    }

    [Fact]
    public async Task An_error_names_the_file_and_stays_until_it_is_read()
    {
        await house.EmptyAsync();
        string large = Path.Combine(house.Folder, "too large.tif");
        await using (FileStream file = File.Create(large))
        {
            file.SetLength(GalleryHouse.Limits.MaxBytes + 1);
        }

        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);
        await browser.Page.Locator("#files").SetInputFilesAsync(large);

        ILocator error = browser.Page.GetByText("too large.tif is larger than 8 MiB, the most that is taken.");
        await error.WaitForAsync();
        await browser.Page.Locator("#files").SetInputFilesAsync(TestPhoto.Write(house.Folder, "small.jpg"));
        await browser.Tile("small.jpg").WaitForAsync();
        Assert.True(await error.IsVisibleAsync());
        await browser.Page.GetByLabel("Close the message about too large.tif").ClickAsync();
        await error.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>Drops files and folders as a hand does, so that the page gets folders to walk through.</summary>
    private static async Task DropAsync(IPage page, params string[] paths)
    {
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);
        foreach (string type in (string[])["dragEnter", "dragOver", "drop"])
        {
            await session.SendAsync("Input.dispatchDragEvent", new Dictionary<string, object>
            {
                ["type"] = type,
                ["x"] = 400,
                ["y"] = 400,
                ["data"] =
                    new JsonObject
                    {
                        ["items"] = new JsonArray(),
                        ["files"] = new JsonArray([.. paths.Select(path => (JsonNode)path)]),
                        ["dragOperationsMask"] = 1,
                    },
            });
        }
    }
}
