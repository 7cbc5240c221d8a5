using System.Text.Json;
using Azure.Storage.Blobs;
using Colorize.Cli.Models;
using Colorize.Inference;
using Colorize.Storage;
using Colorize.Tests.Gallery.House;
using Colorize.Tests.Hosting;
using Colorize.Tests.Running;

namespace Colorize.Tests.Dropping;

/// <summary>What is said where preferences cannot be met.</summary>
public sealed class ColorPreferencesTests(GalleryHouse house) : IClassFixture<GalleryHouse>
{
    private static readonly AvailableNetworks Available = new("v1", ["ensemble", "unet"], ["unet"]);

    [Theory]
    [InlineData("unet", "0.5", null)]
    [InlineData("ensemble", null, null)]
    [InlineData(null, "0.5", null)]
    [InlineData(null, null, null)]
    [InlineData("resnet", null, "The model set v1 has no resnet: another of its networks gives the colours (ensemble, unet).")]
    [InlineData("ensemble", "0.5", "The vividness changes nothing: the ensemble does not know it.")]
    public void It_is_said_before_anything_is_dropped(string? network, string? vividness, string? expected) =>
        Assert.Equal(expected, Available.Unmet(ColorPreferences.Parse(network, vividness)));

    [Fact]
    public async Task A_result_of_another_network_than_was_asked_for_says_so()
    {
        await house.EmptyAsync();
        string photo = TestPhoto.Write(house.Folder, "wish.jpg");
        using CliProcess drop = new(
            house.Settings, "drop", photo, "--network", "resnet", "--out", Path.Combine(house.Folder, "out"), "--json");
        BlobClient source = house.Blob(ContainerNames.Grayscale, "wish.jpg");
        await TestAccount.WaitAsync(
            "wish.jpg", async () => await source.ExistsAsync(TestContext.Current.CancellationToken) ? source : null);
        await house.ColourAsync("wish.jpg", network: "ensemble");

        Assert.Equal(0, await drop.EndAsync());
        JsonElement result = Assert.Single(JsonDocument.Parse(drop.Output).RootElement.EnumerateArray());
        Assert.Equal("ensemble", result.GetProperty("network").GetString());
        Assert.Equal("coloured by the ensemble, since the model set test-1 has no resnet",
            Assert.Single(result.GetProperty("notes").EnumerateArray()).GetString());
    }
}
