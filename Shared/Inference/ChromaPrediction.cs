namespace Colorize.Inference;

/// <summary>The predicted colour of one photograph.</summary>
/// <param name="ModelVersion">The version of the model set that made the prediction.</param>
/// <param name="Ab">The a* plane and then the b* plane at 128×128, row by row, in CIE L*a*b* units: 32,768 values.</param>
/// <param name="TopClasses">The three most probable classes, best first; empty where no classifier took part.</param>
public sealed record ChromaPrediction(string ModelVersion, float[] Ab, IReadOnlyList<ClassProbability> TopClasses);
