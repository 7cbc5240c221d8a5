using System.Numerics.Tensors;

namespace Colorize.Trainer.Evaluation;

/// <summary>
/// SSIM of Wang, Bovik, Sheikh and Simoncelli (2004), "Image Quality Assessment": Gaussian windows of 11×11 with σ = 1.5
/// that lie wholly within the picture, K1 = 0.01 and K2 = 0.03, as the mean over red, green and blue.
/// </summary>
internal static class StructuralSimilarity
{
    private const int Window = 11;
    private const double Sigma = 1.5;
    private const float C1 = 0.01f * 0.01f;
    private const float C2 = 0.03f * 0.03f;

    private static readonly float[] Kernel = CreateKernel();

    /// <summary>Compares square pictures; 1 for equal ones.</summary>
    public static double Of(SrgbPicture left, SrgbPicture right) =>
        left.Planes.Zip(right.Planes, Of).Average();

    private static double Of(float[] left, float[] right)
    {
        float[] meanLeft = Blur(left);
        float[] meanRight = Blur(right);
        float[] squareLeft = Blur(Product(left, left));
        float[] squareRight = Blur(Product(right, right));
        float[] product = Blur(Product(left, right));
        double sum = 0;
        for (int index = 0; index < meanLeft.Length; index++)
        {
            float means = meanLeft[index] * meanRight[index];
            float squaredMeans = (meanLeft[index] * meanLeft[index]) + (meanRight[index] * meanRight[index]);
            float variances = squareLeft[index] + squareRight[index] - squaredMeans;
            float covariance = product[index] - means;
            sum += ((2 * means) + C1) * ((2 * covariance) + C2) / ((squaredMeans + C1) * (variances + C2));
        }

        return sum / meanLeft.Length;
    }

    /// <summary>The Gaussian mean at every place where the window fits.</summary>
    private static float[] Blur(float[] plane)
    {
        int size = (int)Math.Sqrt(plane.Length);
        int fits = size - Window + 1;
        float[] rows = new float[size * fits];
        float[] result = new float[fits * fits];
        for (int tap = 0; tap < Window; tap++)
        {
            for (int y = 0; y < size; y++)
            {
                Span<float> target = rows.AsSpan(y * fits, fits);
                TensorPrimitives.MultiplyAdd(plane.AsSpan((y * size) + tap, fits), Kernel[tap], target, target);
            }
        }

        for (int y = 0; y < fits; y++)
        {
            Span<float> target = result.AsSpan(y * fits, fits);
            for (int tap = 0; tap < Window; tap++)
            {
                TensorPrimitives.MultiplyAdd(rows.AsSpan((y + tap) * fits, fits), Kernel[tap], target, target);
            }
        }

        return result;
    }

    private static float[] Product(float[] left, float[] right)
    {
        float[] product = new float[left.Length];
        TensorPrimitives.Multiply(left, right, product);
        return product;
    }

    private static float[] CreateKernel()
    {
        double[] weights =
            [.. Enumerable.Range(0, Window).Select(index => Math.Exp(-Math.Pow(index - (Window / 2), 2) / (2 * Sigma * Sigma)))];
        return [.. weights.Select(weight => (float)(weight / weights.Sum()))];
    }
}
