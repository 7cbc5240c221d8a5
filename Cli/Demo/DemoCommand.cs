using System.CommandLine;
using System.Diagnostics;
using Colorize.Cli.Dropping;
using Colorize.Cli.Local;

namespace Colorize.Cli.Demo;

/// <summary><c>demo</c>: the whole pipeline once, on this machine, with sample photographs.</summary>
internal static class DemoCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Command Create()
    {
        var command = new Command("demo", "Starts everything, colorizes six historical photographs, writes them to out/, and stops.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        string work = Directory.CreateTempSubdirectory("colorize-demo-").FullName;
        string output = Path.Combine(ProjectFolder.Root, "out");
        try
        {
            List<string> originals = TakeSamples(output);
            Console.WriteLine("Starting Azurite and the functions ...");
            await using LocalStack stack = await LocalStack.StartAsync(Path.Combine(work, "azurite"), log: null, cancellationToken).ConfigureAwait(false);
            Console.WriteLine($"Ready after {watch.Elapsed.TotalSeconds:0.0} s. Dropping {originals.Count} photographs into grayscale/.");
            IReadOnlyList<DropOutcome> outcomes = await stack.WhileRunningAsync(
                stopped => ColorizeAsync(stack, originals, output, stopped), cancellationToken).ConfigureAwait(false);
            string page = GalleryPage.Write(output, outcomes);
            Console.WriteLine($"Done in {watch.Elapsed.TotalSeconds:0.0} s. Compare them in {page}");
            return outcomes.Any(outcome => outcome.Refusal is not null) ? ExitCode.Failed : ExitCode.Done;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<DropOutcome>> ColorizeAsync(
        LocalStack stack, IReadOnlyList<string> originals, string output, CancellationToken cancellationToken)
    {
        var drop = new PhotoDrop(stack.Storage, Patience);
        IReadOnlyList<DroppedPhoto> dropped = await drop.UploadAsync(originals, cancellationToken).ConfigureAwait(false);
        var outcomes = new List<DropOutcome>();
        await foreach (DropOutcome outcome in drop.FetchAsync(dropped, output, cancellationToken).ConfigureAwait(false))
        {
            outcomes.Add(outcome);
            Console.WriteLine(outcome.Refusal ?? $"  {Path.GetFileName(outcome.File),-28} {outcome.Seconds:0.0} s");
        }

        return outcomes;
    }

    /// <summary>Copies the samples to where the page shows them beside the results.</summary>
    private static List<string> TakeSamples(string output)
    {
        string before = Path.Combine(output, GalleryPage.OriginalsFolder);
        Directory.CreateDirectory(before);
        var files = new List<string>();
        foreach (SamplePhoto sample in SamplePhoto.All)
        {
            string source = sample.Path(ProjectFolder.Root);
            if (!File.Exists(source))
            {
                throw new PlainErrorException("The sample photographs are not installed. Run: npm ci");
            }

            string target = Path.Combine(before, sample.File);
            File.Copy(source, target, overwrite: true);
            files.Add(target);
        }

        return files;
    }
}
