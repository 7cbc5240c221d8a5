using Colorize.Tests.Trainer.Data;
using Colorize.Trainer.Data;
using Colorize.Trainer.Evaluation;

namespace Colorize.Tests.Trainer.Evaluation;

public sealed class ColorizerEvaluationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_error_of_grey_is_the_mean_square_of_the_colours()
    {
        using CachedDataset dataset = await OpenAsync();
        ColorizerScores scores = Assert.Single(Score(dataset, ConstantColor.Grey));
        Assert.Equal((30 * 30 + 40 * 40) / 2.0 / (255 * 255), scores.MseByClass["red"].Mean, tolerance: 1e-6);
        Assert.Equal(20 * 20 / 2.0 / (255 * 255), scores.MseByClass["blue"].Mean, tolerance: 1e-6);
        Assert.Equal(((2 * 2500) + 400) / 6.0 / (255 * 255), scores.Mse.Mean, tolerance: 1e-6);
    }

    [Fact]
    public async Task The_mean_colour_is_that_of_all_pictures()
    {
        using CachedDataset dataset = await OpenAsync();
        ConstantColor mean = ConstantColor.MeanOf(dataset, TestContext.Current.CancellationToken);
        Assert.Equal((((30 + 30 + 0) / 3.0) + 128) / 255, mean.A, tolerance: 1e-4);
        Assert.Equal((((40 + 40 - 20) / 3.0) + 128) / 255, mean.B, tolerance: 1e-4);
    }

    [Fact]
    public async Task A_predictor_that_is_right_has_no_error()
    {
        using CachedDataset dataset = await OpenAsync();
        Assert.Equal(0, Assert.Single(Score(dataset, new Oracle())).Mse.Mean);
    }

    private static IReadOnlyList<ColorizerScores> Score(CachedDataset dataset, IColorPredictor predictor) =>
        ColorizerEvaluation.Score([predictor], dataset, TestContext.Current.CancellationToken);

    private Task<CachedDataset> OpenAsync() => Pictures.OpenAsync(
        _folder.Path,
        ("blue/0", Pictures.Tensor((_, _) => (50, 0, -20))),
        ("red/0", Pictures.Tensor((_, _) => (20, 30, 40))),
        ("red/1", Pictures.Tensor((_, _) => (80, 30, 40))));

    private sealed class Oracle : IColorPredictor
    {
        public string Name => "oracle";

        public void Predict(HostBatch batch, Span<float> chroma) => batch.Chroma.CopyTo(chroma);
    }
}
