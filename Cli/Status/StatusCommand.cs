using System.CommandLine;
using System.Globalization;
using Colorize.Cli.CommandLine;
using Colorize.Cli.Local;
using Colorize.Cli.Models;
using Colorize.Storage;
using Colorize.Text;

namespace Colorize.Cli.Status;

/// <summary><c>status</c>: what is waiting, missing, done, rejected and given up, and the model in use.</summary>
internal static class StatusCommand
{
    private const int MaxNames = 10;

    public static Command Create()
    {
        Option<bool> json = CommonOptions.Json("Print it as JSON, with all names.");
        Command command = new("status", "Tells what is waiting, missing, done, rejected and given up, and the model in use.") { json };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool json, CancellationToken cancellationToken)
    {
        StorageClients storage = await RunningStack.ConnectAsync(cancellationToken);
        Tracker tracker = new(storage, TimeProvider.System);
        List<(Route Route, IReadOnlyList<TrackedBlob> Blobs)> all = [];
        foreach (Route route in (Route[])[Route.Photographs, Route.TrainingImages])
        {
            all.Add((route, await tracker.TrackAsync(route, cancellationToken)));
        }

        ModelInUse model = await ModelInUse.FindAsync(storage, cancellationToken);
        if (json)
        {
            JsonOutput.Write(
                new { Containers = all.Select(one => Report(one.Route, one.Blobs)), Model = model, Storage = storage.Address });
            return ExitCode.Done;
        }

        foreach ((Route route, IReadOnlyList<TrackedBlob> blobs) in all)
        {
            Show(route, blobs);
        }

        Console.WriteLine($"Model in use: {model.Description}");
        return ExitCode.Done;
    }

    private static object Report(Route route, IReadOnlyList<TrackedBlob> blobs) => new
    {
        Container = route.Source,
        Waiting = Of(blobs, BlobState.Waiting).Select(blob => blob.Path),
        Missing = Of(blobs, BlobState.Missing).Select(blob => blob.Path),
        Done = Of(blobs, BlobState.Done).Count(),
        Rejected = Of(blobs, BlobState.Rejected).ToDictionary(blob => blob.Path, blob => blob.Message),
        GivenUp = Of(blobs, BlobState.GivenUp).ToDictionary(blob => blob.Path, blob => blob.Message),
    };

    private static void Show(Route route, IReadOnlyList<TrackedBlob> blobs)
    {
        string counts = string.Join(string.Empty, Enum.GetValues<BlobState>().Select(state =>
            string.Create(CultureInfo.InvariantCulture, $"{Of(blobs, state).Count(),7:N0} {Word(state)}")));
        Console.WriteLine($"{route.Source + '/',-11}{counts}");
        string[] bad =
        [
            .. Of(blobs, BlobState.Missing).Select(blob =>
                $"missing: {route.Source}/{blob.Path} has neither result nor rejection. "
                    + "It is made again by itself; './colorize retry' does it at once."),
            .. Of(blobs, BlobState.Rejected).Select(blob => $"rejected: {blob.Message}"),
            .. Of(blobs, BlobState.GivenUp).Select(blob => $"given up: {blob.Message}"),
        ];
        foreach (string line in bad.Take(MaxNames))
        {
            Console.WriteLine($"  {VisibleText.Of(line)}");
        }

        if (bad.Length > MaxNames)
        {
            Console.WriteLine($"  and {bad.Length - MaxNames:N0} more (--json lists all)");
        }
    }

    private static string Word(BlobState state) => state == BlobState.GivenUp ? "given up" : state.ToString().ToLowerInvariant();

    private static IEnumerable<TrackedBlob> Of(IReadOnlyList<TrackedBlob> blobs, BlobState state) =>
        blobs.Where(blob => blob.State == state);
}
