using System.CommandLine;

namespace Colorize.Trainer.CommandLine;

/// <summary><c>evaluate</c>: measures a published model set on the test pictures, or on any others.</summary>
internal static class EvaluateCommand
{
    public static Command Create(TextWriter output)
    {
        var pictures = new EvaluationSettings();
        var json = new Option<bool>("--json") { Description = "Write the measures as JSON." };
        var command = new Command(
            "evaluate", "Measure a published model set on the test pictures, as they are and faded, or on any others.")
        {
            json,
        };
        pictures.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            TextWriter log = result.GetValue(json) ? TextWriter.Null : output;
            using EvaluatedSet set = await pictures.EvaluateAsync(result, withDataset: false, log, cancellationToken);
            if (result.GetValue(json))
            {
                output.WriteLine(set.Scores.ToJson().ToJsonString());
            }
            else
            {
                set.Scores.Write(output);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
