using Colorize.Trainer.Data;
using Colorize.Trainer.Publishing;

namespace Colorize.Trainer.CommandLine;

/// <summary>How the commands that publish do it: under which name, to which place, and what they say.</summary>
internal sealed record Publication(string Version, IModelDestination Destination, int Threads, TextWriter Output)
{
    /// <summary>Exports, measures and publishes what stands in the work folder.</summary>
    public async Task PublishAsync(WorkFolder work, OpenedDataset pictures, CancellationToken cancellationToken)
    {
        Output.WriteLine($"Measuring on {pictures.Test.Rows.Count} test pictures.");
        ModelSet set = new ModelSetBuilder(work, Threads, TimeProvider.System).Build(Version, pictures.Training, pictures.Test, cancellationToken);
        await Destination.PublishAsync(set, cancellationToken).ConfigureAwait(false);
        set.Scores.Write(Output);
        Output.WriteLine($"Published model set {Version} to {Destination.Description}.");
    }
}
