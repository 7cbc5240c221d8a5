using Colorize.Trainer;
using Colorize.Trainer.Training;
using Colorize.Trainer.Weights;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Training;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{\"epoch\":", "is damaged")]
    [InlineData("null", "is damaged")]
    [InlineData(null, "was not written by this trainer")]
    public void A_file_that_does_not_say_how_it_was_trained_is_refused_by_name(string? state, string reason)
    {
        string path = _folder.At(Checkpoint.BestName);
        using Tensor weight = zeros(2);
        Dictionary<string, string> metadata = state is null
            ? new Dictionary<string, string>()
            : new Dictionary<string, string> { ["state"] = state };
        SafetensorsFile.Write(path, new Dictionary<string, Tensor> { ["weight"] = weight }, metadata);

        TrainingException refusal = Assert.Throws<TrainingException>(() => Checkpoint.ReadState(path));

        Assert.StartsWith($"{path} {reason}", refusal.Message, StringComparison.Ordinal);
    }
}
