using System.Text;
using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Experiments;
using Colorize.Trainer.Experiments.Ablation;
using Colorize.Trainer.Publishing;
using Colorize.Trainer.Reporting.Pictures;

namespace Colorize.Trainer.Reporting;

/// <summary>Makes the report of a model set that has been measured.</summary>
internal sealed class ReportBuilder(CachedDataset training, IReadOnlyList<TestSet> sets, WorkFolder work, int threads)
{
    /// <summary>How many pictures of each further set are shown.</summary>
    private const int MaxOfOthers = 12;

    private CachedDataset Test => sets[0].Pictures;

    /// <summary>Colours the pictures of the grid and writes the page.</summary>
    /// <returns>A file of HTML in UTF-8.</returns>
    public byte[] Build(
        ModelManifest manifest, IReadOnlyDictionary<Network, byte[]> files, ModelSetScores scores, CancellationToken cancellationToken)
    {
        PictureGrid grid = Grid(files, scores, cancellationToken);
        return Encoding.UTF8.GetBytes(ReportPage.Render(new ReportContent(manifest, scores, training.Rows.Count, grid, Ablation())));
    }

    /// <summary>The ablation that stands in the work folder, if it was measured on as many pictures.</summary>
    private AblationReport? Ablation() =>
        JsonFile.TryRead(work.ResultOf(AblationStudy.Name), ExperimentJson.Default.AblationReport) is { } report
            && report.TestPictures == Test.Rows.Count
            ? report
            : null;

    private PictureGrid Grid(IReadOnlyDictionary<Network, byte[]> files, ModelSetScores scores, CancellationToken cancellationToken)
    {
        using var networks = new ModelSetNetworks(files, Test.ClassNames.Count, threads);
        IReadOnlyList<IColorPredictor> predictors = [ConstantColor.Grey, .. networks.Colorizers];

        // The most faithful beside the one before: the U-Net at vividness 0 beside the Ensemble, the Ensemble beside the ResNet or,
        // where a set has only one of them, that one beside grey.
        int last = predictors.Count - Math.Max(1, predictors.Count(predictor => predictor is UNetPredictor));
        ColorizerScores after = Find(predictors[last]);
        ColorizerScores before = Find(predictors[last - 1]);
        PictureChoice choice = PictureChoice.From(Test, before, after);
        return new PictureGrid(
            Strips(choice.Samples),
            Strips(choice.Gains),
            Strips(choice.Losses),
            before.Predictor,
            after.Predictor,
            [.. sets.Skip(1).Zip(scores.Others, Sheet)]);

        ColorizerScores Find(IColorPredictor predictor) => scores.Colorizers.Single(score => score.Predictor == predictor.Name);

        IReadOnlyList<PictureStrip> Strips(IReadOnlyList<int> rows) =>
            PictureStrips.Of(rows, sets[0], predictors, scores.Colorizers, cancellationToken);

        PictureSheet Sheet(TestSet set, ModelSetScores measured) => new(
            set.Name,
            PictureStrips.Of(
                [.. set.Pictures.InOrderOfHashes(set.Pictures.Rows).Take(MaxOfOthers)],
                set,
                predictors,
                measured.Colorizers,
                cancellationToken));
    }
}
