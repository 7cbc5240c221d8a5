using System.Numerics.Tensors;
using Colorize.Models;
using Colorize.Tensors;

namespace Colorize.Trainer.Data;

/// <summary>Turns stored rows into the numbers that the networks see. An instance belongs to one thread.</summary>
internal sealed class BatchFiller(CachedDataset dataset)
{
    private const int Plane = HostBatch.Plane;

    private readonly Half[] _stored = new Half[TensorCache.RowLength];
    private readonly float[] _values = new float[TensorCache.RowLength];
    private readonly CropSampler _sampler = new(LabTensor.Size);

    /// <summary>Writes a crop of a row's picture, its lightness changed to a tone, to a place in a batch.</summary>
    public void Fill(HostBatch batch, int place, int row, Crop crop, Tone tone)
    {
        dataset.Read(row, _stored);
        TensorPrimitives.ConvertToSingle(_stored, _values);
        _sampler.Use(crop);

        Span<float> lightness = batch.Lightness.AsSpan(place * Plane, Plane);
        Span<float> chroma = batch.Chroma.AsSpan(place * 2 * Plane, 2 * Plane);
        _sampler.Sample(_values.AsSpan(0, Plane), lightness);
        _sampler.Sample(_values.AsSpan(Plane, Plane), chroma[..Plane]);
        _sampler.Sample(_values.AsSpan(2 * Plane, Plane), chroma[Plane..]);
        tone.Apply(lightness);
        TensorPrimitives.Multiply(lightness, 1 / PosterScale.Lightness, lightness);
        TensorPrimitives.Add(chroma, PosterScale.ChromaOffset, chroma);
        TensorPrimitives.Multiply(chroma, 1 / PosterScale.Chroma, chroma);
        batch.Rows[place] = row;
        batch.Classes[place] = dataset.ClassOf(row);
    }
}
