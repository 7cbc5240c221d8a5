namespace Colorize.Trainer.Experiments.Ablation;

/// <summary>How one variant of an ablation did.</summary>
/// <param name="Name">The variant.</param>
/// <param name="Seeds">The seeds that it was trained with; none for a constant colour.</param>
/// <param name="Mse">The mean squared error of ab on the poster's scale over the test pictures, for each seed.</param>
/// <param name="Mean">Its mean over the seeds.</param>
/// <param name="Deviation">Its standard deviation over the seeds; null where there are fewer than two.</param>
/// <param name="DifferenceToResNet">The difference to the ResNet; null for the ResNet itself, and before it is measured.</param>
/// <param name="ClassesBetter">The classes with a lower mean error than the ResNet's.</param>
/// <param name="ByClass">The mean error of each class over the seeds.</param>
internal sealed record AblationRow(
    string Name,
    IReadOnlyList<int> Seeds,
    IReadOnlyList<double> Mse,
    double Mean,
    double? Deviation,
    DifferenceToResNet? DifferenceToResNet,
    int? ClassesBetter,
    IReadOnlyDictionary<string, double> ByClass);
