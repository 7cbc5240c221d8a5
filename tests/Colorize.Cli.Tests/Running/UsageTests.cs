namespace Colorize.Tests.Running;

public sealed class UsageTests
{
    private static readonly Dictionary<string, string> NoStorage = new() { ["COLORIZE_ROOT"] = CliProcess.ProjectRoot };

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("drop")]
    [InlineData("import")]
    [InlineData("import", ".", "--split", "holiday")]
    [InlineData("import", ".", "--limit", "0")]
    [InlineData("drop", "photo.jpg", "--vividness", "2")]
    [InlineData("drop", "photo.jpg", "--network", "alexnet")]
    [InlineData("up", "--port", "many")]
    [InlineData("up", "--storage", "account")]
    [InlineData("completion", "tcsh")]
    public async Task A_command_that_is_not_understood_ends_with_2_and_one_plain_line(params string[] arguments)
    {
        CliResult result = await CliProcess.RunAsync(NoStorage, arguments);
        Assert.Equal(2, result.Code);
        Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_mistyped_command_is_told_the_nearest()
    {
        CliResult result = await CliProcess.RunAsync(NoStorage, "drpo", "photo.jpg");
        Assert.Equal((2, "'drpo' is no command of Colorize. Did you mean: ./colorize drop? See: ./colorize --help"),
            (result.Code, result.Errors.Trim()));
    }

    [Fact]
    public async Task Help_shows_how_a_command_is_called_with_examples()
    {
        CliResult result = await CliProcess.RunAsync(NoStorage, "drop", "--help");
        Assert.Equal(0, result.Code);
        Assert.Contains("./colorize drop <PATH>", result.Output, StringComparison.Ordinal);
        Assert.Contains("Examples:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_does_not_exist_is_named()
    {
        CliResult result = await CliProcess.RunAsync(NoStorage, "drop", "no-such-photo.jpg");
        Assert.Equal(1, result.Code);
        Assert.Contains("no-such-photo.jpg does not exist", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_that_does_not_answer_is_said_in_one_line()
    {
        const string Nowhere = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=bm8ga2V5;"
            + "BlobEndpoint=http://127.0.0.1:9/devstoreaccount1;QueueEndpoint=http://127.0.0.1:9/devstoreaccount1;";
        CliResult result = await CliProcess.RunAsync(
            new Dictionary<string, string>(NoStorage) { ["AzureWebJobsStorage"] = Nowhere }, "status");
        Assert.Equal(1, result.Code);
        Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("bm8ga2V5", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_are_no_connection_string_are_refused_without_being_shown()
    {
        CliResult result = await CliProcess.RunAsync(
            new Dictionary<string, string>(NoStorage) { ["AzureWebJobsStorage"] = "AccountKey=c2VjcmV0" }, "status");
        Assert.Equal(1, result.Code);
        Assert.Contains("connection string", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        CliResult result = await CliProcess.RunAsync(NoStorage, "--help");
        Assert.Equal(0, result.Code);
        string[] commands = ["demo", "up", "drop", "fetch", "import", "train", "grid", "ablate", "evaluate", "report", "publish", "status",
            "retry", "models", "test", "completion"];
        Assert.All(commands, command => Assert.Contains(command, result.Output, StringComparison.Ordinal));
    }
}
