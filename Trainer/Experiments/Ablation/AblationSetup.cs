using Colorize.Trainer.Training;

namespace Colorize.Trainer.Experiments.Ablation;

/// <summary>How an ablation is made.</summary>
/// <param name="Options">How every colorizer is trained; its seed is the first.</param>
/// <param name="Seeds">How often each is trained, each time with the next seed.</param>
/// <param name="StartFrom">The weights of a ResNet that all start from; empty to start from random weights.</param>
/// <param name="EncoderWeights">The file that encoders start from otherwise; empty for none.</param>
/// <param name="Threads">Threads to measure with.</param>
internal sealed record AblationSetup(TrainingOptions Options, int Seeds, string StartFrom, string EncoderWeights, int Threads)
{
    /// <summary>The seeds in their order.</summary>
    public IEnumerable<int> AllSeeds => Enumerable.Range(Options.Seed, Seeds);

    /// <summary>The files that the starting weights come from.</summary>
    public IEnumerable<string> StartFiles => new[] { StartFrom, EncoderWeights }.Where(file => file.Length > 0);
}
