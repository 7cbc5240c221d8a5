namespace Colorize.Inference;

/// <summary>How probable the classifier finds it that a photograph shows a class.</summary>
/// <param name="Name">The class, as the model's manifest names it.</param>
/// <param name="Probability">In [0, 1]; over all classes they add up to 1.</param>
public sealed record ClassProbability(string Name, float Probability);
