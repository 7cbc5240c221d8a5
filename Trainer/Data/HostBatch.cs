using Colorize.Tensors;

namespace Colorize.Trainer.Data;

/// <summary>Pictures on their way to libtorch, in buffers that are used again for later batches.</summary>
internal sealed class HostBatch(int capacity)
{
    /// <summary>The pixels of a plane.</summary>
    public const int Plane = LabTensor.Size * LabTensor.Size;

    /// <summary>L/100, a plane for each picture.</summary>
    public float[] Lightness { get; } = new float[capacity * Plane];

    /// <summary>(ab + 128) / 255, two planes for each picture.</summary>
    public float[] Chroma { get; } = new float[capacity * 2 * Plane];

    /// <summary>The row of each picture in the dataset.</summary>
    public int[] Rows { get; } = new int[capacity];

    /// <summary>The class number of each picture.</summary>
    public long[] Classes { get; } = new long[capacity];

    /// <summary>A random number for each picture, for whoever has several versions of something to choose from.</summary>
    public int[] Draws { get; } = new int[capacity];

    /// <summary>How many pictures there are.</summary>
    public int Count { get; set; }
}
