using System.Numerics.Tensors;
using Colorize.Models;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Export;

namespace Colorize.Trainer.Publishing;

/// <summary>Decides whether a network's weights may be stored as float16.</summary>
internal static class HalfPrecision
{
    /// <summary>The most that rounding the weights may move any output.</summary>
    private const float Tolerance = 1e-3f;

    private const int Probes = 8;

    /// <summary>
    /// Writes a network with float16 weights if no output of random pictures moves by more than the tolerance, and with
    /// float32 weights otherwise.
    /// </summary>
    public static (byte[] Exact, byte[] Smallest) Write(NetworkContract contract, Func<WeightPrecision, byte[]> write, int threads)
    {
        byte[] exact = write(WeightPrecision.Float32);
        byte[] rounded = write(WeightPrecision.Float16);
        (TensorSpec, float[])[] inputs = [.. contract.Inputs.Select((spec, index) => (spec, Probe(spec, new Random(index + 1))))];
        using var exactSession = new OnnxSession(exact, threads);
        using var roundedSession = new OnnxSession(rounded, threads);
        float[] difference = exactSession.Run(Probes, inputs);
        TensorPrimitives.Subtract(difference, roundedSession.Run(Probes, inputs), difference);
        return Math.Abs(TensorPrimitives.MaxMagnitude<float>(difference)) <= Tolerance ? (exact, rounded) : (exact, exact);
    }

    /// <summary>Smooth random pictures from dark to light, and class probabilities that add up to one.</summary>
    private static float[] Probe(TensorSpec spec, Random random)
    {
        int length = spec.Shape.Skip(1).Aggregate(1, (product, side) => product * side);
        float[] values = new float[Probes * length];
        for (int probe = 0; probe < Probes; probe++)
        {
            Span<float> one = values.AsSpan(probe * length, length);
            if (spec.Name == NetworkContract.Lightness)
            {
                Paint(one, random);
            }
            else if (spec.Name == NetworkContract.Vividness)
            {
                one[0] = random.NextSingle();
            }
            else
            {
                one[random.Next(length)] = 1;
            }
        }

        return values;
    }

    private static void Paint(Span<float> plane, Random random)
    {
        (double waveX, double waveY, double noise) = (random.NextDouble() * 0.3, random.NextDouble() * 0.3, random.NextDouble() * 0.2);
        for (int pixel = 0; pixel < plane.Length; pixel++)
        {
            (int y, int x) = Math.DivRem(pixel, NetworkContract.Size);
            double wave = 0.5 + (0.25 * (Math.Sin(x * waveX) + Math.Sin(y * waveY)));
            plane[pixel] = (float)Math.Clamp(wave + (noise * (random.NextDouble() - 0.5)), 0, 1);
        }
    }
}
