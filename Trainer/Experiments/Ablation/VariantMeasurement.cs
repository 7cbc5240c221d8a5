using Colorize.Trainer.Data;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Export;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.Experiments.Ablation;

/// <summary>Measures the trained colorizers of an ablation on the test pictures, each once.</summary>
internal sealed class VariantMeasurement(CachedDataset test, VariantClasses told, int threads)
{
    private const string FileName = "test-scores.json";

    /// <summary>The scores of the best weights in a folder; they are kept there.</summary>
    public ColorizerScores Of(ColorizerVariant variant, int seed, string folder, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, FileName);
        string name = VariantNames.Of(variant);
        if (JsonFile.TryRead(path, ExperimentJson.Default.IReadOnlyListPictureScore) is { } known)
        {
            return new ColorizerScores(name, known);
        }

        string weights = new Checkpoint(folder).BestPath;
        ColorizerScores scores = variant == ColorizerVariant.ResNet
            ? Score(new ResNetPredictor(ExportResNet(weights), threads), cancellationToken)
            : Score(new GivenClassesPredictor(name, ExportEnsemble(weights), told.InTest(variant, seed), threads), cancellationToken);
        JsonFile.Write(path, scores.Pictures, ExperimentJson.Default.IReadOnlyListPictureScore);
        return scores;
    }

    private ColorizerScores Score<T>(T predictor, CancellationToken cancellationToken)
        where T : IColorPredictor, IDisposable
    {
        using (predictor)
        {
            return ColorizerEvaluation.Score([predictor], test, cancellationToken)[0];
        }
    }

    private static byte[] ExportResNet(string weights)
    {
        using var network = new ResNetGray();
        Checkpoint.LoadWeights(weights, network);
        network.eval();
        return ColorizerGraph.Write(network, WeightPrecision.Float32);
    }

    private byte[] ExportEnsemble(string weights)
    {
        using var network = new EnsembleGray(test.ClassNames.Count);
        Checkpoint.LoadWeights(weights, network);
        network.eval();
        return ColorizerGraph.Write(network, WeightPrecision.Float32);
    }
}
