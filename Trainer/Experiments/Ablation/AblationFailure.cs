namespace Colorize.Trainer.Experiments.Ablation;

/// <summary>A training of an ablation that failed.</summary>
/// <param name="Name">The variant.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Reason">Why.</param>
internal sealed record AblationFailure(string Name, int Seed, string Reason);
