using System.Numerics.Tensors;

namespace Colorize.Trainer.Data;

/// <summary>
/// Cuts crops out of square planes and scales them back to the full size, bilinearly. Crops are only ever enlarged,
/// so no antialiasing is needed. An instance belongs to one thread.
/// </summary>
internal sealed class CropSampler(int size)
{
    private readonly int[] _left = new int[size];
    private readonly float[] _weight = new float[size];
    private readonly float[] _row = new float[size + 1];
    private Crop _crop;

    /// <summary>Chooses the crop for the planes that follow, so that all planes of a picture stay aligned.</summary>
    public void Use(Crop crop)
    {
        _crop = crop;
        for (int x = 0; x < size; x++)
        {
            int target = crop.Mirrored ? size - 1 - x : x;
            (_left[target], _weight[target]) = Place(crop.Left, crop.Width, x);
        }
    }

    /// <summary>Writes the crop of a plane at full size.</summary>
    public void Sample(ReadOnlySpan<float> plane, Span<float> result)
    {
        if (_crop == Crop.Whole(size))
        {
            plane.CopyTo(result);
            return;
        }

        for (int y = 0; y < size; y++)
        {
            (int top, float weight) = Place(_crop.Top, _crop.Height, y);
            int bottom = Math.Min(top + 1, size - 1);
            TensorPrimitives.Lerp(plane.Slice(top * size, size), plane.Slice(bottom * size, size), weight, _row);
            _row[size] = _row[size - 1];
            Span<float> target = result.Slice(y * size, size);
            for (int x = 0; x < target.Length; x++)
            {
                float left = _row[_left[x]];
                target[x] = left + ((_row[_left[x] + 1] - left) * _weight[x]);
            }
        }
    }

    /// <summary>The pixel left of (above) an output pixel's centre, and how far the centre lies towards the next.</summary>
    private (int Pixel, float Weight) Place(float start, float length, int output)
    {
        float position = Math.Clamp(start + ((output + 0.5f) * length / size) - 0.5f, 0, size - 1);
        int pixel = (int)position;
        return (pixel, position - pixel);
    }
}
