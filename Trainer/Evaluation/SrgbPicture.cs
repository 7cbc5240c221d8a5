using System.Numerics.Tensors;
using Colorize.Color;
using Colorize.Models;
using Colorize.Trainer.Data;

namespace Colorize.Trainer.Evaluation;

/// <summary>A picture as encoded sRGB in [0, 1], for the measures that look at it as people do.</summary>
internal sealed record SrgbPicture(float[] Red, float[] Green, float[] Blue)
{
    /// <summary>The planes in the order red, green, blue.</summary>
    public IEnumerable<float[]> Planes => [Red, Green, Blue];

    /// <summary>Puts the lightness of a picture in a batch and a chroma for it together.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="chroma">(ab + 128) / 255, two planes for each picture of the batch.</param>
    /// <param name="place">Which picture of the batch.</param>
    public static SrgbPicture From(HostBatch batch, float[] chroma, int place) => From(
        batch.Lightness.AsSpan(place * HostBatch.Plane, HostBatch.Plane), chroma.AsSpan(place * 2 * HostBatch.Plane, 2 * HostBatch.Plane));

    /// <summary>Puts lightness (L/100) and chroma ((ab + 128) / 255) together.</summary>
    public static SrgbPicture From(ReadOnlySpan<float> lightness, ReadOnlySpan<float> chroma)
    {
        const int Plane = HostBatch.Plane;
        float[] l = new float[Plane];
        float[] ab = new float[2 * Plane];
        TensorPrimitives.Multiply(lightness, PosterScale.Lightness, l);
        TensorPrimitives.Multiply(chroma, PosterScale.Chroma, ab);
        TensorPrimitives.Subtract(ab, PosterScale.ChromaOffset, ab);
        var picture = new SrgbPicture(new float[Plane], new float[Plane], new float[Plane]);
        LabPlanes.ToSrgb(l, ab.AsSpan(0, Plane), ab.AsSpan(Plane), picture.Red, picture.Green, picture.Blue);
        return picture;
    }

    /// <summary>The peak signal-to-noise ratio to another picture, in decibels, at most 100.</summary>
    public double Psnr(SrgbPicture other)
    {
        const double MaxDecibels = 100;
        double squares = Planes.Zip(other.Planes, (mine, theirs) =>
        {
            double distance = TensorPrimitives.Distance<float>(mine, theirs);
            return distance * distance;
        }).Sum();
        return Math.Min(MaxDecibels, -10 * Math.Log10(squares / (3.0 * Red.Length)));
    }
}
