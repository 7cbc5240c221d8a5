using System.Globalization;
using System.Xml.Linq;
using Colorize.Trainer.Evaluation;

namespace Colorize.Trainer.Reporting.Sections;

/// <summary>What the classifier takes for what.</summary>
internal static class ClassifierSection
{
    /// <summary>The most classes whose matrix a page can hold.</summary>
    private const int MaxClasses = 40;

    private const int MaxMistakes = 8;

    public static XElement? Render(ReportContent content) => content.Scores.Classifier is not { } classifier ? null : Html.Section(
        "classifier",
        "What the classifier sees",
        Html.Paragraph(
            "A row holds the test pictures of one class, in per cent of them, by the class that AlexNet finds most probable. What is right "
                + "stands on the diagonal. "
            + "The last columns give how often the class is the first answer, and among the first three."),
        classifier.ClassNames.Count <= MaxClasses ? Html.Scroll("Confusion matrix", Matrix(classifier)) : null,
        Mistakes(classifier));

    private static XElement Matrix(ClassifierScores classifier)
    {
        string[] titles = [.. classifier.ClassNames.Select(ReportText.ClassTitle)];
        IEnumerable<int> tested = Enumerable.Range(0, titles.Length).Where(row => classifier.Confusion[row].Sum() > 0);
        return new XElement(
            "table",
            new XAttribute("class", "matrix"),
            new XElement("thead", new XElement(
                "tr",
                new XElement("th", new XAttribute("scope", "col"), "is ↓ taken for →"),
                titles.Select(title => Heading(title)),
                Heading("first"),
                Heading("first three"))),
            new XElement("tbody", tested.Select(row => new XElement(
                "tr",
                new XElement("th", new XAttribute("scope", "row"), titles[row]),
                classifier.Confusion[row].Select((count, column) => Cell(count, classifier.Confusion[row].Sum(), row == column)),
                Html.Of("td", "total", ReportText.Percent((double)classifier.Confusion[row][row] / classifier.Confusion[row].Sum())),
                Html.Of("td", "total", ReportText.Percent(classifier.Top3ByClass[row]))))));
    }

    private static XElement Heading(string title) => new("th", new XAttribute("scope", "col"), Html.Of("span", "upright", title));

    private static XElement Cell(int count, int all, bool isRight)
    {
        double part = (double)count / all;
        return new XElement(
            "td",
            isRight ? new XAttribute("class", "right") : null,
            count == 0 ? null : new XAttribute("style", string.Create(CultureInfo.InvariantCulture, $"--part: {part:0.###}")),
            count == 0 ? string.Empty : ReportText.Number(part * 100, "0"));
    }

    private static XElement Mistakes(ClassifierScores classifier)
    {
        IEnumerable<string> mistakes =
            (from truth in Enumerable.Range(0, classifier.ClassNames.Count)
             from answer in Enumerable.Range(0, classifier.ClassNames.Count)
             let part = (double)classifier.Confusion[truth][answer] / Math.Max(1, classifier.Confusion[truth].Sum())
             where truth != answer && part > 0
             orderby part descending
             let right = ReportText.ClassTitle(classifier.ClassNames[truth])
             let wrong = ReportText.ClassTitle(classifier.ClassNames[answer])
             select $"{right} for {wrong} ({ReportText.Percent(part)})")
            .Take(MaxMistakes);
        return Html.Paragraph($"Most often mistaken: {string.Join("; ", mistakes.DefaultIfEmpty("nothing"))}.");
    }
}
