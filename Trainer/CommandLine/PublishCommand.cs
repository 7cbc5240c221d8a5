using System.CommandLine;
using Colorize.Trainer.Data;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Publishing;

namespace Colorize.Trainer.CommandLine;

/// <summary><c>publish</c>: exports, measures and publishes the best weights so far.</summary>
internal static class PublishCommand
{
    public static Command Create(TextWriter output)
    {
        var places = new PlaceSettings();
        var command = new Command("publish", "Export the best weights so far, measure them on the test pictures and publish the model set.");
        places.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            await PublishAsync(places, result, output, cancellationToken).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Publishes what stands in the work folder.</summary>
    public static async Task PublishAsync(PlaceSettings places, ParseResult result, TextWriter output, CancellationToken cancellationToken)
    {
        Dataset data = places.Data(result);
        WorkFolder work = places.Work(result);
        var cache = new TensorCache(work.Cache, output);
        using CachedDataset training = await cache.OpenAsync(data.Open(Splits.Train, output), cancellationToken).ConfigureAwait(false);
        using CachedDataset test = await cache.OpenAsync(data.Open(Splits.Test, output), cancellationToken).ConfigureAwait(false);

        var builder = new ModelSetBuilder(work, places.Threads(result), TimeProvider.System);
        ModelSet set = builder.Build(places.Version(result, TimeProvider.System), training, test, cancellationToken);
        IModelDestination destination = places.Destination(result);
        await destination.PublishAsync(set, cancellationToken).ConfigureAwait(false);
        ScoreTable.Write(output, set.Scores);
        output.WriteLine($"Published model set {set.Manifest.Version} to {destination.Description}.");
    }
}
