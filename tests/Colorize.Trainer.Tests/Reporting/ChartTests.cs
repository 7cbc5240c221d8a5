using System.Xml.Linq;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Reporting.Charts;

namespace Colorize.Tests.Trainer.Reporting;

public class ChartTests
{
    [Theory]
    [InlineData(0, 18.4, 6, "0 5 10 15")]
    [InlineData(3.05, 3.72, 5, "3.2 3.4 3.6")]
    [InlineData(-1, 1, 4, "-1 -0.5 0 0.5 1")]
    public void Ticks_are_round_numbers_between_the_ends(double low, double high, int most, string expected) =>
        Assert.Equal(expected, string.Join(' ', Ticks.Between(low, high, most).Select(tick => Math.Round(tick, 6))));

    [Fact]
    public void Epochs_are_counted_in_whole_numbers() => Assert.Equal([1, 2, 3], Ticks.Between(1, 3, most: 8, least: 1));

    [Fact]
    public void Words_are_text_of_the_page_in_any_script_and_colours_are_those_of_the_style_sheet()
    {
        ColorizerScores scores = new(
            "resnet", [new PictureScore("a", "狗 <b>", 0.004, 0, 0, 0, 0, 0), new PictureScore("b", "b", 0.002, 0, 0, 0, 0, 0)]);

        XElement svg = ClassLossBars.Draw(400, [("狗 <b>", "狗 <b>"), ("b", "b")], [scores]);

        Assert.Equal(
            ["狗 <b>", "b"],
            svg.Elements("text").Where(text => text.Attribute("text-anchor")!.Value == "end" && text.Attribute("class") is null)
                .Select(text => text.Value));
        Assert.Contains(
            svg.Descendants(), element => element.Attribute("style")?.Value.Contains("var(--resnet)", StringComparison.Ordinal) == true);
        Assert.DoesNotContain("#0", svg.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(svg.DescendantsAndSelf(), element => element.Name.NamespaceName.Length > 0);
    }

    [Fact]
    public void A_bar_is_as_long_as_its_loss()
    {
        ColorizerScores scores = new(
            "resnet", [new PictureScore("a", "a", 0.004, 0, 0, 0, 0, 0), new PictureScore("b", "b", 0.002, 0, 0, 0, 0, 0)]);

        double[] widths = [.. ClassLossBars.Draw(400, [("a", "a"), ("b", "b")], [scores]).Descendants("rect")
            .Where(rect => rect.Attribute("style")?.Value == "fill:var(--resnet)")
            .Select(rect => (double)rect.Attribute("width")!)];

        Assert.Equal(2, widths.Length);
        Assert.Equal(2, widths[0] / widths[1], tolerance: 0.02);
    }
}
