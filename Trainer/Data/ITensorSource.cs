using Colorize.Tensors;

namespace Colorize.Trainer.Data;

/// <summary>Where the pictures of one split come from: a local folder or the storage container.</summary>
internal interface ITensorSource
{
    /// <summary>What the source is, for messages and to keep the caches of two sources apart.</summary>
    string Description { get; }

    /// <summary>How many pictures to read at once.</summary>
    int Parallelism { get; }

    /// <summary>Lists all pictures, in an order that does not change while they do not.</summary>
    Task<IReadOnlyList<Sample>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reads one picture; null if it can never be read, after saying so in the log.</summary>
    Task<LabTensor?> ReadAsync(Sample sample, CancellationToken cancellationToken);
}
