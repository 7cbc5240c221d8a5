using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Colorize.Trainer.Reporting.Sections;

/// <summary>How the networks were trained, so that it can be done again.</summary>
internal static partial class OptionsSection
{
    private const string Absent = "–";

    public static XElement? Render(ReportContent content) => content.Runs.Count == 0 ? null : Html.Section(
        "options",
        "To do it again",
        Html.Paragraph(
            "Adam with a one-cycle learning rate and the options below, which ",
            new XElement("code", "./colorize train --help"),
            " explains. Everything random follows from the seed, so the same pictures and options give the same weights on the same kind "
                + "of machine."),
        Html.Table(
            "Training options",
            ["Option", .. content.Runs.Select(run => ReportText.Title(run.Network))],
            [.. Names(content.Runs).Select(name => Row(name, content.Runs)), Steps(content.Runs)]));

    private static IEnumerable<string> Names(IReadOnlyList<NetworkRun> runs) =>
        runs.SelectMany(run => run.Options.Select(option => option.Key)).Distinct();

    private static IReadOnlyList<object> Row(string name, IReadOnlyList<NetworkRun> runs) =>
        [Words(name), .. runs.Select(run => Value(run.Options[name]))];

    private static IReadOnlyList<object> Steps(IReadOnlyList<NetworkRun> runs) =>
        ["steps to the weights kept", .. runs.Select(run => ReportText.Number(run.State.Steps, "N0"))];

    /// <summary>The words of a name such as <c>learningRate</c>.</summary>
    private static string Words(string name) => Capital().Replace(name, letter => $" {letter.Value.ToLowerInvariant()}");

    private static string Value(JsonNode? value) => value?.ToJsonString().Trim('"') switch
    {
        null => Absent,
        "true" => "yes",
        "false" => "no",
        { } text => text,
    };

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Capital();
}
