using System.Numerics.Tensors;

namespace Colorize.Trainer.Data;

/// <summary>Pictures to measure on, as they are or as faded prints.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Pictures">The pictures.</param>
/// <param name="IsFaded">Whether they are measured as faded prints.</param>
/// <param name="HasClasses">Whether it is known what they show.</param>
internal sealed record TestSet(string Name, CachedDataset Pictures, bool IsFaded = false, bool HasClasses = true)
{
    private const string FadedSuffix = ", faded";

    // A print that has lost its blacks and most of its contrast: L becomes 0.45 L + 25.
    private const float FadedContrast = 0.45f;
    private const float FadedBlack = 0.25f;

    /// <summary>What there is to measure on, in words.</summary>
    public static string Describe(IEnumerable<TestSet> sets) =>
        string.Join(", ", sets.Select(set => $"{set.Pictures.Rows.Count} pictures ({set.Name})"));

    /// <summary>The same pictures as faded prints.</summary>
    public TestSet AsFaded() => this with { Name = Name + FadedSuffix, IsFaded = true };

    /// <summary>Reads all pictures. A batch is valid until the next one is asked for.</summary>
    public IEnumerable<HostBatch> Read(int batchSize, CancellationToken cancellationToken) =>
        Read(Pictures.Rows, batchSize, cancellationToken);

    /// <summary>Reads some of the pictures. A batch is valid until the next one is asked for.</summary>
    public IEnumerable<HostBatch> Read(IReadOnlyList<int> rows, int batchSize, CancellationToken cancellationToken)
    {
        foreach (HostBatch batch in new DataLoader(Pictures, batchSize).Read(rows, augmentation: null, seed: 0, cancellationToken))
        {
            if (IsFaded)
            {
                Span<float> lightness = batch.Lightness.AsSpan(0, batch.Count * HostBatch.Plane);
                TensorPrimitives.Multiply(lightness, FadedContrast, lightness);
                TensorPrimitives.Add(lightness, FadedBlack, lightness);
            }

            yield return batch;
        }
    }
}
