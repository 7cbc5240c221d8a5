using System.Text.Json.Nodes;
using Colorize.Models;
using Colorize.Tests.Trainer.Data;
using Colorize.Tests.Trainer.Publishing;
using Colorize.Trainer.CommandLine;

namespace Colorize.Tests.Trainer.CommandLine;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pictures_of_unknown_class_are_measured_alone_and_faded()
    {
        await PublishAsync();
        Pictures.WriteJpeg(_folder.At("attic", "red.jpg"), 200, 40, 40);
        Pictures.WriteJpeg(_folder.At("attic", "blue.jpg"), 40, 40, 200);

        JsonNode json = await EvaluateAsync("--pictures", _folder.At("attic"));

        Assert.Equal("attic", json["split"]!.GetValue<string>());
        Assert.Equal(2, json["pictures"]!.GetValue<int>());
        Assert.Null(json["classifier"]);
        Assert.Equal(["grey", "resnet"], json["mse"]!.AsObject().Select(predictor => predictor.Key));
        JsonNode faded = Assert.Single(json["others"]!.AsArray())!;
        Assert.Equal("attic, faded", faded["split"]!.GetValue<string>());
        Assert.Equal(json["mse"]!["grey"]!["mean"]!.GetValue<double>(), faded["mse"]!["grey"]!["mean"]!.GetValue<double>());
        Assert.NotEqual(json["mse"]!["resnet"]!["mean"]!.GetValue<double>(), faded["mse"]!["resnet"]!["mean"]!.GetValue<double>());
    }

    [Fact]
    public async Task With_a_dataset_they_are_measured_beside_its_test_pictures()
    {
        await PublishAsync();
        Pictures.WriteJpeg(_folder.At("attic", "red.jpg"), 200, 40, 40);
        foreach (string split in new[] { "train", "test" })
        {
            Pictures.WriteTensors(_folder.At("data", split), "land", 2);
            Pictures.WriteTensors(_folder.At("data", split), "sea", 2);
        }

        JsonNode json = await EvaluateAsync("--data", _folder.At("data"), "--pictures", _folder.At("attic"));

        Assert.Equal("test", json["split"]!.GetValue<string>());
        Assert.Equal(["test, faded", "attic", "attic, faded"], json["others"]!.AsArray().Select(set => set!["split"]!.GetValue<string>()));
    }

    private Task PublishAsync() =>
        new FolderModelRegistry(_folder.At("models")).PublishAsync(
            "v1", SmallModelSet.Create("v1").Files, TestContext.Current.CancellationToken);

    private async Task<JsonNode> EvaluateAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int code = await TrainerCommandLine.RunAsync(
            ["evaluate", "--json", "--models", _folder.At("models"), "--work", _folder.At("work"), "--threads", "1", .. arguments],
            output,
            errors,
            TestContext.Current.CancellationToken);
        Assert.Equal((0, string.Empty), (code, errors.ToString()));
        return JsonNode.Parse(output.ToString())!;
    }
}
