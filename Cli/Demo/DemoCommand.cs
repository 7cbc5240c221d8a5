using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Colorize.Cli.CommandLine;
using Colorize.Cli.Dropping;
using Colorize.Cli.Dropping.Results;
using Colorize.Cli.Dropping.Uploads;
using Colorize.Cli.Local;
using Colorize.Imaging;
using Colorize.Storage;

namespace Colorize.Cli.Demo;

/// <summary><c>demo</c>: the whole way of a photograph on this machine, with samples, from nothing to a page of results.</summary>
internal static class DemoCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(120);

    public static Command Create()
    {
        Option<string> folder = new("--out")
        {
            Description = "The folder for the results; by default out/ in the project.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine(ProjectFolder.Root, "out"),
        };
        Command command = new("demo", "Starts everything, colorizes six historical photographs, writes them to out/, and stops.")
        {
            folder,
        };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(folder)!, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string folder, CancellationToken cancellationToken)
    {
        Stopwatch time = Stopwatch.StartNew();
        ResultFolder results = ResultFolder.Open(folder, []);
        Console.WriteLine("Starting Azurite and the functions ...");
        await using LocalStack stack = await LocalStack.StartAsync(data: null, log: null, cancellationToken);
        Console.WriteLine(Invariant($"Ready after {time.Elapsed.TotalSeconds:0.0} s."));
        (bool all, string page) = await stack.WhileRunningAsync(
            stopped => ColorizeAsync(stack.Storage, results, stopped), cancellationToken);
        Console.WriteLine(Invariant($"Done in {time.Elapsed.TotalSeconds:0.0} s. Compare them in {page}"));
        return all ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<(bool All, string Page)> ColorizeAsync(
        StorageClients storage, ResultFolder folder, CancellationToken cancellationToken)
    {
        Preview preview = new(new ImageLimits());
        DemoResults results = new(folder, preview);
        PhotoDrop drop = new(storage, preferences: default);
        List<DroppedPhotograph> dropped = [];
        foreach (SamplePhotograph sample in SamplePhotograph.All)
        {
            byte[] grey = await sample.ReadAsync(preview, cancellationToken);
            dropped.Add(await drop.DropAsync(sample.AsPhotograph(grey), cancellationToken));
            await results.AddBeforeAsync(sample, grey, cancellationToken);
        }

        Console.WriteLine($"Dropped {dropped.Count} photographs into {ContainerNames.Grayscale}/, in black and white.");
        bool all = true;
        ResultPoller poller = new(storage, TimeProvider.System);
        await foreach (PhotoResult photograph in poller.WaitAsync(dropped, Timeout, cancellationToken))
        {
            all &= await TakeAsync(photograph, results, cancellationToken);
        }

        return (all, await results.WritePageAsync(cancellationToken));
    }

    private static async Task<bool> TakeAsync(PhotoResult photograph, DemoResults results, CancellationToken cancellationToken)
    {
        string title = photograph.Dropped.Photograph.Label;
        if (photograph.Result is null)
        {
            ErrorLine.Write($"{title}: {photograph.Message}");
            return false;
        }

        string file = await results.AddAfterAsync(photograph, cancellationToken);
        ResultMetadata metadata = photograph.Metadata!;
        string known = metadata.Known is null ? string.Empty : $" (looks like {metadata.ClassInWords})";
        Console.WriteLine(Invariant(
            $"  {photograph.Elapsed.TotalSeconds,5:0.0} s  {title}, {metadata.Width}×{metadata.Height} → {file}{known}"));
        return true;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
