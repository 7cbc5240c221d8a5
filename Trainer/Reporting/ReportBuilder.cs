using System.Text;
using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Experiments;
using Colorize.Trainer.Publishing;
using Colorize.Trainer.Reporting.Pictures;

namespace Colorize.Trainer.Reporting;

/// <summary>Makes the report of a model set that has been measured.</summary>
internal sealed class ReportBuilder(OpenedDataset pictures, WorkFolder work, int threads)
{
    /// <summary>Colours the pictures of the grid and writes the page.</summary>
    /// <returns>A file of HTML in UTF-8.</returns>
    public byte[] Build(
        ModelManifest manifest, IReadOnlyDictionary<Network, byte[]> files, ModelSetScores scores, CancellationToken cancellationToken)
    {
        PictureGrid grid = Grid(files, scores, cancellationToken);
        return Encoding.UTF8.GetBytes(ReportPage.Render(new ReportContent(manifest, scores, pictures.Training.Rows.Count, grid, Ablation())));
    }

    /// <summary>The ablation that stands in the work folder, if it was measured on as many pictures.</summary>
    private AblationReport? Ablation() =>
        JsonFile.TryRead(work.ResultOf(Experiments.Ablation.Name), ExperimentJson.Default.AblationReport) is { } report && report.TestPictures == pictures.Test.Rows.Count
            ? report
            : null;

    private PictureGrid Grid(IReadOnlyDictionary<Network, byte[]> files, ModelSetScores scores, CancellationToken cancellationToken)
    {
        CachedDataset test = pictures.Test;
        using var networks = new ModelSetNetworks(files, test.ClassNames.Count, threads);
        IReadOnlyList<IColorPredictor> predictors = [ConstantColor.Grey, .. networks.Colorizers];

        // The set's best beside the next: Ensemble beside ResNet or, where a set has only one of them, that one beside grey.
        ColorizerScores after = Find(predictors[^1]);
        ColorizerScores before = Find(predictors[^2]);
        PictureChoice choice = PictureChoice.From(test, before, after);
        return new PictureGrid(Strips(choice.Samples), Strips(choice.Gains), Strips(choice.Losses), before.Predictor, after.Predictor);

        ColorizerScores Find(IColorPredictor predictor) => scores.Colorizers.Single(score => score.Predictor == predictor.Name);

        IReadOnlyList<PictureStrip> Strips(IReadOnlyList<int> rows) =>
            PictureStrips.Of(rows, test, predictors, scores.Colorizers, cancellationToken);
    }
}
