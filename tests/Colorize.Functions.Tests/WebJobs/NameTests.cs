using System.Net;
using Azure.Storage.Sas;
using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class NameTests(Emulator emulator) : SharedFunctionsTests(emulator)
{
    private static readonly string[] Names =
    [
        "names/a photo with spaces.jpg",
        "names/Großmutter 1923 – 夏の家.jpg",
        "names/100% #1 a+b & c=d?.jpg",
        "names/%41%2F%00.jpg",
        "names/{path}.jpg",
        "names/no extension",
        "names/several.dots..in.it.tar.jpg.",
        "names/CASE.JPG",
        "names/case.jpg",
        "/names/leading slash.jpg",
        "names//empty part.jpg",
        "names/back\\slash.jpg",
        $"names/{new string('n', 800)}.jpg",
    ];

    [Fact]
    public async Task Photographs_keep_their_names()
    {
        Dictionary<string, string> dropped = [];
        foreach (string path in Names)
        {
            dropped[path] = await Account.DropAsync(ContainerNames.Grayscale, path, TestPhotos.Grey(64, 48));
        }

        foreach ((string path, string eTag) in dropped)
        {
            await Account.WaitForOutputAsync(ContainerNames.Colorized, path, eTag);
        }
    }

    [Fact]
    public async Task A_name_too_long_for_the_engine_is_rejected_and_the_engine_goes_on()
    {
        string path = new('x', BlobPaths.MaxLength);
        await Account.DropAsync(ContainerNames.Grayscale, path, TestPhotos.Grey(64, 48));

        Rejection rejection = await Account.WaitForRejectionAsync(ContainerNames.Grayscale, path, string.Empty);

        Assert.Equal("WrongPath", rejection.Reason);
        string eTag = await Account.DropAsync(ContainerNames.Grayscale, "names/after the long one.jpg", TestPhotos.Grey(64, 48));
        await Account.WaitForOutputAsync(ContainerNames.Colorized, "names/after the long one.jpg", eTag);
    }

    [Theory]
    [InlineData("names/a line\nbreak.jpg")]
    [InlineData("names/a tab\tin it.jpg")]
    public async Task A_name_with_a_control_character_is_rejected(string path)
    {
        await Account.DropAsync(ContainerNames.Grayscale, path, TestPhotos.Grey(64, 48));

        Rejection rejection = await Account.WaitForRejectionAsync(ContainerNames.Grayscale, path, string.Empty);

        Assert.Equal("WrongPath", rejection.Reason);
        Assert.DoesNotContain(Functions.Lines, line => line.Contains('\t', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("names/%2E%2E/%2E%2E/colorized/planted.jpg", "names/../../colorized/planted.jpg")]
    [InlineData("%2E%2E/%2E%2E/planted.jpg", "../../planted.jpg")]
    public async Task A_name_cannot_leave_its_container(string escaped, string path)
    {
        Assert.Equal(HttpStatusCode.Created, await PutUncanonicalizedAsync(escaped));

        Rejection rejection = await Account.WaitForRejectionAsync(ContainerNames.Grayscale, path, string.Empty);

        Assert.Equal("WrongPath", rejection.Reason);
        Assert.False(await Account.Blob(ContainerNames.Colorized, "planted.jpg").ExistsAsync(TestContext.Current.CancellationToken));
    }

    // No client of .NET sends such a name by itself.
    private async Task<HttpStatusCode> PutUncanonicalizedAsync(string escapedPath)
    {
        Uri container = Account.Clients.Container(ContainerNames.Grayscale)
            .GenerateSasUri(BlobContainerSasPermissions.Create | BlobContainerSasPermissions.Write, DateTimeOffset.UtcNow.AddHours(1));
        Uri blob = new(
            $"{container.GetLeftPart(UriPartial.Path)}/{escapedPath}{container.Query}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using HttpClient http = new();
        using HttpRequestMessage request = new(HttpMethod.Put, blob) { Content = new ByteArrayContent(TestPhotos.Grey(64, 48)) };
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        request.Headers.Add("x-ms-version", "2021-12-02");
        using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
