using Colorize.Models;

namespace Colorize.Inference;

/// <summary>The predicted colour of one photograph.</summary>
/// <param name="ModelVersion">The version of the model set that made the prediction.</param>
/// <param name="Ab">The a* plane and then the b* plane at 128×128, row by row, in CIE L*a*b* units: 32,768 values.</param>
/// <param name="TopClasses">The three most probable classes, best first; empty where no classifier took part.</param>
/// <param name="Network">The colorizer that made the prediction.</param>
/// <param name="Vividness">How vivid it was asked to be, 0 to 1; <see langword="null"/> for a colorizer that cannot be asked.</param>
/// <param name="ClassThreshold">The probability from which the first class is worth saying; <see langword="null"/> where none is.</param>
public sealed record ChromaPrediction(
    string ModelVersion, float[] Ab, IReadOnlyList<ClassProbability> TopClasses, Network Network = Network.ResNet, float? Vividness = null,
    double? ClassThreshold = null);
