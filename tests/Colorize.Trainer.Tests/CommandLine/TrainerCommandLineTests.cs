using Colorize.Trainer.CommandLine;

namespace Colorize.Tests.Trainer.CommandLine;

public sealed class TrainerCommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--epochs 0", "--epochs must be between 1 and 10000")]
    [InlineData("--networks resnet,vgg", "no network \"vgg\"")]
    [InlineData("--learning-rate fast", "fast")]
    [InlineData("--sideways", "--sideways")]
    [InlineData("--networks ensemble --finetune-classifier --one-hot", "exclude each other")]
    [InlineData("--networks resnet --finetune-classifier", "add ensemble to --networks")]
    [InlineData("--networks ensemble --finetune-classifier --one-hot maybe", "maybe")]
    [InlineData("--data . --model-version a/b", "a/b")]
    [InlineData("--start-set models/any --resnet-weights none", "--start-set gives all weights: leave --resnet-weights out")]
    public async Task Wrong_usage_is_explained_and_ends_with_2(string arguments, string explanation)
    {
        (int code, string errors) = await RunAsync(["train", .. arguments.Split(' ')]);
        Assert.Equal(2, code);
        Assert.Contains(explanation, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_that_are_not_there_end_with_1_and_one_line()
    {
        (int code, string errors) = await RunAsync(["train", "--data", _folder.At("missing"), "--work", _folder.At("work")]);
        Assert.Equal(1, code);
        Assert.Contains(_folder.At("missing"), Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_without_a_training_ends_with_1_and_says_what_to_do()
    {
        Trainer.Data.Pictures.WriteTensors(_folder.At("data", "train"), "land", 1);
        Trainer.Data.Pictures.WriteTensors(_folder.At("data", "test"), "land", 1);
        (int code, string errors) = await RunAsync(["publish", "--data", _folder.At("data"), "--work", _folder.At("work")]);
        Assert.Equal(1, code);
        Assert.Contains("Train resnet", errors, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Errors)> RunAsync(string[] arguments)
    {
        using var errors = new StringWriter();
        int code = await TrainerCommandLine.RunAsync(arguments, TextWriter.Null, errors, TestContext.Current.CancellationToken);
        return (code, errors.ToString());
    }
}
