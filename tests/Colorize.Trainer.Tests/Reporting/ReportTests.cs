using System.Text.RegularExpressions;
using Colorize.Models;
using Colorize.Trainer;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Experiments;
using Colorize.Trainer.Experiments.Ablation;
using Colorize.Trainer.Reporting;
using Colorize.Trainer.Training;

namespace Colorize.Tests.Trainer.Reporting;

public sealed partial class ReportTests(WholeReport whole) : IClassFixture<WholeReport>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_whole_set_has_every_section_and_the_figures_that_were_measured()
    {
        SmallReport report = whole.Report;

        Assert.Equal(
            ["results", "poster", "learning", "classes", "measures", "others", "classifier", "pictures", "options"], Sections(report.Html));
        Assert.All(report.Scores.Colorizers, scores => Assert.Contains(
            $"<span class=\"name\">{ReportText.Title(scores.Predictor)}</span>"
                + $"<b class=\"figure\">{ReportText.Thousandths(scores.Mse.Mean)}</b>",
            report.Html,
            StringComparison.Ordinal));
        Assert.Contains(ReportText.Percent(report.Scores.Classifier!.Top3), report.Html, StringComparison.Ordinal);
        Assert.Contains(ReportText.Change(report.Scores.Comparison!.Low), report.Html, StringComparison.Ordinal);
        Assert.Contains(
            ReportText.Number(report.Scores.Colorizers[3].MeanOf(picture => picture.Ssim), "0.000"), report.Html, StringComparison.Ordinal);
        Assert.Contains("AlexNet, ResNet and Ensemble, published on 3 February 2026", report.Html, StringComparison.Ordinal);
        Assert.Contains("<td>0.0125</td>", report.Html, StringComparison.Ordinal);
        Assert.Contains("75.73", report.Html, StringComparison.Ordinal);
        Assert.Contains(
            $"<th scope=\"row\">test, faded: {report.Scores.Others.Single().Colorizers[0].Pictures.Count}</th>",
            report.Html,
            StringComparison.Ordinal);
        Assert.Contains("<h3>Of other pictures: test, faded</h3>", report.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_three_of_the_classes_make_the_first_three_of_all()
    {
        ClassifierScores scores = whole.Report.Scores.Classifier!;
        Assert.Equal(scores.Top3, scores.Top3ByClass.Average(), tolerance: 1e-9);
        Assert.All(scores.Top3ByClass.Select(
            (found, row) => (found, (double)scores.Confusion[row][row] / scores.Confusion[row].Sum())), pair =>
            Assert.True(pair.found >= pair.Item2));
    }

    [Fact]
    public async Task A_set_of_a_ResNet_alone_tells_of_that()
    {
        SmallReport report = await SmallReport.CreateAsync(_folder.Path, WholeReport.Classes, Network.ResNet);

        Assert.Equal(["results", "poster", "learning", "classes", "measures", "others", "pictures", "options"], Sections(report.Html));
        Assert.Contains("not in this set", report.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("alt=\"Ensemble", report.Html, StringComparison.Ordinal);
        Assert.Equal(Count(report.Html, "alt=\"Original"), Count(report.Html, "alt=\"ResNet"));
    }

    [Theory]
    [InlineData(12, true)]
    [InlineData(2028, false)]
    public async Task An_ablation_in_the_work_folder_is_told_of_if_it_was_measured_on_these_pictures(int pictures, bool isTold)
    {
        AblationRow[] rows =
        [
            new(
                Network.ResNet.Name(),
                [1, 2],
                [0.0033, 0.0034],
                0.00335,
                0.00007,
                null,
                null,
                new Dictionary<string,
                double> { ["land"] = 0.1 }),
            new(
                VariantNames.Truth,
                [1, 2],
                [0.0030, 0.0031],
                0.00305,
                0.00007,
                new(-8.96, -10.2, -7.75, [], true),
                1,
                new Dictionary<string,
                double> { ["land"] = 0.1 }),
        ];
        Directory.CreateDirectory(_folder.At("work"));
        JsonFile.Write(
            new WorkFolder(_folder.At("work")).ResultOf(AblationStudy.Name),
            new AblationReport(pictures, new TrainingOptions { Epochs = 5 }, 2, null, rows, []),
            ExperimentJson.Default.AblationReport);

        SmallReport report = await SmallReport.CreateAsync(_folder.Path, WholeReport.Classes, Network.ResNet);

        Assert.Equal(isTold, Sections(report.Html).Contains("ablation"));
        Assert.Equal(isTold, report.Html.Contains(
            "<th scope=\"row\">the truth</th><td>3.050</td><td>0.070</td><td>\u22128.96\u00A0%</td><td>\u221210.20\u00A0% to "
                + "\u22127.75\u00A0%</td><td>1 of 1</td>",
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_set_without_a_ResNet_tells_of_its_ensemble()
    {
        SmallReport report = await SmallReport.CreateAsync(_folder.Path, WholeReport.Classes, Network.AlexNet, Network.Ensemble);

        Assert.Contains("classifier", Sections(report.Html));
        Assert.Contains("alt=\"Ensemble", report.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("alt=\"ResNet", report.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unet_stands_in_the_report_from_faithful_to_vivid()
    {
        SmallReport report = await SmallReport.CreateAsync(
            _folder.Path, WholeReport.Classes, Network.AlexNet, Network.Ensemble, Network.UNet);

        Assert.All(new[] { "0", "0.5", "1" }, vividness =>
            Assert.Contains($"U-Net, vividness\u00A0{vividness}<", report.Html, StringComparison.Ordinal));
        Assert.Contains("var(--unet)", report.Html, StringComparison.Ordinal);
        Assert.Contains("Loss of unet over 2 epochs: validation from 4.50 to 4.20.", report.Html, StringComparison.Ordinal);
        Assert.Contains("Loss of ensemble over 2 epochs: training from 5.00 to 4.00.", report.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_folders_are_text_and_never_markup()
    {
        string[] names = ["<script>alert(1)<b>", "\" onload='alert(2)'", "&amp;{{sections}}", "line\nbreak\u0001"];
        SmallReport report = await SmallReport.CreateAsync(_folder.Path, names, Network.AlexNet, Network.ResNet, Network.Ensemble);

        Assert.DoesNotContain("<script", report.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>", report.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;b&gt;", report.Html, StringComparison.Ordinal);
        Assert.Contains("alt=\"Original: &quot; onload='alert(2)'\"", report.Html, StringComparison.Ordinal);
        Assert.Equal(9, Sections(report.Html).Count);
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere()
    {
        SmallReport report = whole.Report;
        Assert.All(
            Address().Matches(report.Html), address => Assert.StartsWith("data:", address.Groups[1].Value, StringComparison.Ordinal));
        Assert.DoesNotMatch(@"https?://|@import|<link rel=""stylesheet", report.Html);
    }

    [Fact]
    public void Samples_are_two_of_every_class_and_nobody_picks_them()
    {
        SmallReport report = whole.Report;
        string samples = report.Html[report.Html.IndexOf("id=\"pictures\"", StringComparison.Ordinal)..];
        samples = samples[..samples.IndexOf("<h3>", StringComparison.Ordinal)];
        Assert.All(WholeReport.Classes, name => Assert.Equal(2, Count(samples, $"alt=\"Original: {ReportText.ClassTitle(name)}\"")));
    }

    private static List<string> Sections(string html) => [.. Section().Matches(html).Select(match => match.Groups[1].Value)];

    private static int Count(string html, string text) => html.Split(text).Length - 1;

    [GeneratedRegex("<section id=\"([a-z]+)\"")]
    private static partial Regex Section();

    [GeneratedRegex("""(?:src|href|xlink:href)="([^"]*)""")]
    private static partial Regex Address();
}
