using System.Buffers;
using System.Numerics.Tensors;
using Colorize.Colorization;
using Colorize.Imaging;
using Colorize.Telemetry;
using Colorize.Tensors;

namespace Colorize.Preprocessing;

/// <summary>Turns an image file into the tensor that networks are trained on: upright, sRGB, squashed to 128×128, L*a*b*.</summary>
/// <param name="limits">What an image may ask for.</param>
/// <param name="budget">The memory that all images in work share.</param>
public sealed class ImagePreprocessor(ImageLimits limits, MemoryBudget budget)
{
    /// <summary>Creates a preprocessor with a budget of its own.</summary>
    /// <param name="limits">What an image may ask for.</param>
    public ImagePreprocessor(ImageLimits limits)
        : this(limits, new MemoryBudget(limits.DecodedBytesInFlight))
    {
    }

    /// <summary>Makes the tensor of an image, once there is room for decoding it.</summary>
    /// <param name="image">The whole file.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageRejectedException">The file is no image that can be processed.</exception>
    public async Task<LabTensor> ToTensorAsync(ReadOnlyMemory<byte> image, string name, CancellationToken cancellationToken = default)
    {
        long needed;
        using (OpenedImage header = ImageReader.Open(image, name, limits))
        {
            needed = header.Memory.Decoding;
        }

        using IDisposable room = await budget.AcquireAsync(needed, cancellationToken);
        return ToTensor(image, name, cancellationToken);
    }

    /// <summary>Makes the tensor of an image, for whoever works on one at a time.</summary>
    /// <param name="image">The whole file.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageRejectedException">The file is no image that can be processed.</exception>
    public LabTensor ToTensor(ReadOnlyMemory<byte> image, string name, CancellationToken cancellationToken = default)
    {
        using Stage preprocessing = Stage.Preprocess();
        using OpenedImage opened = ImageReader.Open(image, name, limits, smallestSide: LabTensor.Size);
        using PixelBuffer pixels = opened.DecodeResized(LabTensor.Size, LabTensor.Size, cancellationToken);
        return ToTensor(pixels);
    }

    private static LabTensor ToTensor(PixelBuffer pixels)
    {
        var values = new Half[3 * LabTensor.PlaneLength];
        float[] rented = ArrayPool<float>.Shared.Rent(3 * LabTensor.PlaneLength);
        try
        {
            Span<float> planes = rented.AsSpan(0, values.Length);
            for (int y = 0; y < LabTensor.Size; y++)
            {
                LabRows.Read(
                    pixels,
                    y,
                    planes.Slice(y * LabTensor.Size, LabTensor.Size),
                    planes.Slice(LabTensor.PlaneLength + (y * LabTensor.Size), LabTensor.Size),
                    planes.Slice((2 * LabTensor.PlaneLength) + (y * LabTensor.Size), LabTensor.Size));
            }

            TensorPrimitives.ConvertToHalf(planes, values);
            return new(values);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
