using System.CommandLine;

namespace Colorize.Trainer.CommandLine;

/// <summary>The option that says where people find a copy of the report.</summary>
internal sealed class ReportCopy
{
    private const string Default = "out/report.html";

    private readonly Option<string> _path = Settings.Option(
        "--report", "Where to put a copy of the report that is published with the model set.", Default);

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Add(_path);

    /// <summary>The file that was chosen.</summary>
    public string Path(ParseResult result) => result.GetValue(_path)!;
}
