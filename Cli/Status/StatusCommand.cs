using System.CommandLine;
using System.Text.Json;
using Colorize.Cli.Local;

namespace Colorize.Cli.Status;

/// <summary><c>status</c></summary>
internal static class StatusCommand
{
    private const int MostNames = 10;

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print it as JSON." };
        var command = new Command("status", "Tells what is waiting, done, rejected and poisoned, and the model in use.") { json };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool json, CancellationToken cancellationToken)
    {
        var status = new PipelineStatus(RunningStack.Find());
        IReadOnlyList<ContainerCounts> counts = await status.CountAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<PoisonMessage> poisoned = await status.PoisonedAsync(cancellationToken).ConfigureAwait(false);
        string? model = await status.ModelVersionAsync(cancellationToken).ConfigureAwait(false);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { containers = counts, poisoned, model }, JsonSerializerOptions.Web));
            return ExitCode.Done;
        }

        foreach (ContainerCounts count in counts)
        {
            Console.WriteLine($"{count.Container + '/',-11} {count.Waiting.Count,6:N0} waiting {count.Done,6:N0} done {count.Rejected.Count,6:N0} rejected");
            Print(count.Rejected.Select(rejection => $"rejected: {rejection.Value}"));
        }

        Print(poisoned.Select(message => $"poisoned: {message.Container}/{message.Blob} failed at every try."));
        Console.WriteLine($"Model in use: {model ?? "the bundled one"}");
        return ExitCode.Done;
    }

    private static void Print(IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        foreach (string line in all.Take(MostNames))
        {
            Console.WriteLine($"  {line}");
        }

        if (all.Length > MostNames)
        {
            Console.WriteLine($"  and {all.Length - MostNames:N0} more (--json lists all)");
        }
    }
}
