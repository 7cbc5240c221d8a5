using Colorize.Trainer.Data;

namespace Colorize.Trainer.Evaluation;

/// <summary>Something that guesses colours: a network or a baseline.</summary>
internal interface IColorPredictor
{
    /// <summary>Its name in tables and in the manifest.</summary>
    string Name { get; }

    /// <summary>Guesses ab of every picture of a batch, on the poster's scale, laid out as <see cref="HostBatch.Chroma"/>.</summary>
    void Predict(HostBatch batch, Span<float> chroma);
}
