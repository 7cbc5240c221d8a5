namespace Colorize.Inference;

/// <summary>Predicts the colour of a photograph from its lightness.</summary>
public interface IChromaPredictor
{
    /// <summary>Predicts a* and b* for one photograph.</summary>
    /// <param name="lightness">
    /// L* divided by 100, so in [0, 1], of the photograph at 128×128, row by row: 16,384 values.
    /// It is read until the returned task ends.
    /// </param>
    /// <param name="preferences">Which network and how vivid, where it is not what the settings say.</param>
    /// <param name="cancellationToken">Takes the request back while it waits for its turn.</param>
    /// <exception cref="ArgumentException"><paramref name="lightness"/> does not have 16,384 values.</exception>
    /// <exception cref="ModelsUnavailableException">No model set could be loaded yet; a later try may succeed.</exception>
    Task<ChromaPrediction> PredictAsync(
        ReadOnlyMemory<float> lightness, ColorPreferences preferences = default, CancellationToken cancellationToken = default);
}
