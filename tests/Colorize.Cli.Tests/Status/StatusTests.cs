using System.Text;
using System.Text.Json;
using Colorize.Cli.Status;
using Colorize.Tests.Running;

namespace Colorize.Tests.Status;

public sealed class StatusTests(UpFixture up)
{
    [Fact]
    public async Task What_was_refused_is_told_and_can_be_tried_again()
    {
        string folder = Directory.CreateTempSubdirectory("colorize-status-").FullName;
        string bad = Path.Combine(folder, "status-letter.jpg");
        await File.WriteAllTextAsync(bad, "Dear archive", TestContext.Current.CancellationToken);
        await up.RunAsync("drop", bad, "--out", folder);

        Assert.Contains("status-letter.jpg is not an image", (await RejectedAsync())["status-letter.jpg"], StringComparison.Ordinal);

        CliResult retry = await up.RunAsync("retry");
        Assert.Equal(0, retry.Code);
        Assert.Contains("tried again", retry.Output, StringComparison.Ordinal);
        for (int attempt = 0; attempt < 100 && !(await RejectedAsync()).ContainsKey("status-letter.jpg"); attempt++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.Contains("status-letter.jpg", await RejectedAsync());
    }

    [Fact]
    public async Task The_model_in_use_is_named()
    {
        CliResult result = await up.RunAsync("status");
        Assert.Equal(0, result.Code);
        Assert.Contains("Model in use:", result.Output, StringComparison.Ordinal);
        Assert.Contains("grayscale/", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Poison_messages_are_read_in_both_encodings()
    {
        const string Json = """{"Type":"BlobTrigger","FunctionId":"f","BlobType":"BlockBlob","ContainerName":"grayscale","BlobName":"a/b.jpg","ETag":"0x1"}""";
        var expected = new PoisonMessage("grayscale", "a/b.jpg");
        Assert.Equal(expected, PoisonMessage.Parse(Json));
        Assert.Equal(expected, PoisonMessage.Parse(Convert.ToBase64String(Encoding.UTF8.GetBytes(Json))));
        Assert.Null(PoisonMessage.Parse("something else"));
        Assert.Null(PoisonMessage.Parse("{}"));
    }

    private async Task<Dictionary<string, string>> RejectedAsync()
    {
        CliResult status = await up.RunAsync("status", "--json");
        JsonElement container = JsonDocument.Parse(status.Output).RootElement.GetProperty("containers")[0];
        return container.GetProperty("rejected").Deserialize<Dictionary<string, string>>()!;
    }
}
