using System.Numerics.Tensors;
using Colorize.Models;
using Colorize.Trainer.Data;

namespace Colorize.Trainer.Evaluation;

/// <summary>The baselines that give every pixel of every picture one colour.</summary>
/// <param name="Name">The baseline's name.</param>
/// <param name="A">a on the poster's scale.</param>
/// <param name="B">b on the poster's scale.</param>
internal sealed record ConstantColor(string Name, float A, float B) : IColorPredictor
{
    /// <summary>What the mean colour of the training pictures is called.</summary>
    public const string MeanName = "mean";

    /// <summary>What no colour at all is called.</summary>
    public const string GreyName = "grey";

    /// <summary>No colour at all.</summary>
    public static ConstantColor Grey { get; } = new(GreyName, PosterScale.Grey, PosterScale.Grey);

    /// <summary>The mean colour of the training pictures.</summary>
    public static ConstantColor MeanOf(CachedDataset training, CancellationToken cancellationToken)
    {
        double a = 0;
        double b = 0;
        var loader = new DataLoader(training, batchSize: 64);
        foreach (HostBatch batch in loader.Read(training.Rows, augmentation: null, seed: 0, cancellationToken))
        {
            for (int place = 0; place < batch.Count; place++)
            {
                a += MeanOf(batch, 2 * place);
                b += MeanOf(batch, (2 * place) + 1);
            }
        }

        return new ConstantColor(MeanName, (float)(a / training.Rows.Count), (float)(b / training.Rows.Count));
    }

    private static float MeanOf(HostBatch batch, int plane) =>
        TensorPrimitives.Sum<float>(batch.Chroma.AsSpan(plane * HostBatch.Plane, HostBatch.Plane)) / HostBatch.Plane;

    public void Predict(HostBatch batch, Span<float> chroma)
    {
        for (int place = 0; place < batch.Count; place++)
        {
            chroma.Slice(2 * place * HostBatch.Plane, HostBatch.Plane).Fill(A);
            chroma.Slice(((2 * place) + 1) * HostBatch.Plane, HostBatch.Plane).Fill(B);
        }
    }
}
