using System.Text.Json;
using System.Text.Json.Nodes;
using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Export;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.Publishing;

/// <summary>Makes a model set of the best weights in a work folder, and measures it on the test pictures.</summary>
internal sealed class ModelSetBuilder(WorkFolder work, int threads, TimeProvider time)
{
    /// <summary>Exports, measures and describes the networks that have been trained.</summary>
    /// <exception cref="TrainingException">No network has been trained in the folder.</exception>
    public ModelSet Build(string version, CachedDataset training, CachedDataset test, CancellationToken cancellationToken)
    {
        using var network = new ResNetGray();
        TrainingState state = Checkpoint.LoadWeights(new Checkpoint(work.RunOf(NetworkNames.ResNet)).BestPath, network);
        network.eval();
        var contract = NetworkContract.Of(Network.ResNet, state.ClassNames.Count);
        byte[] file = HalfPrecision.WriteSmallest(contract, precision => ColorizerGraph.Write(network, precision), threads);

        using var predictor = new ResNetPredictor(file, threads);
        IReadOnlyList<IColorPredictor> predictors = [ConstantColor.Grey, ConstantColor.MeanOf(training, cancellationToken), predictor];
        IReadOnlyList<ColorizerScores> scores = ColorizerEvaluation.Score(predictors, test, cancellationToken);

        ModelFile description = ModelFile.Describe(Network.ResNet, state.ClassNames.Count, file);
        var manifest = new ModelManifest(
            ModelManifest.CurrentSchema,
            version,
            time.GetUtcNow(),
            state.ClassNames,
            [description],
            Normalization.Poster,
            new JsonObject { [NetworkNames.ResNet] = JsonSerializer.SerializeToNode(state, ManifestTrainingJson.Default.TrainingState) },
            MetricsJson.From(scores));
        return new ModelSet(manifest, new Dictionary<ModelFile, byte[]> { [description] = file }, scores);
    }
}
