using NetVips;

namespace Colorize.Tests.Colorization;

/// <summary>A picture in CIE L*a*b*, to be asked for the mean colour of its parts.</summary>
internal sealed class LabPicture
{
    private readonly float[] _lab;

    /// <summary>Reads an encoded picture.</summary>
    public LabPicture(byte[] encoded)
    {
        using Image read = Image.NewFromBuffer(encoded);
        using Image lab = read.ExtractBand(0, n: 3).Colourspace(Enums.Interpretation.Lab);
        (Width, Height, _lab) = (lab.Width, lab.Height, lab.WriteToMemory<float>());
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>L of a pixel, by its number in reading order.</summary>
    public float Lightness(int pixel) => _lab[3 * pixel];

    /// <summary>The mean a and b of the pixels that a condition on their numbers holds for.</summary>
    public (double A, double B) Mean(Func<int, bool> belongs)
    {
        int[] pixels = [.. Enumerable.Range(0, Width * Height).Where(belongs)];
        return (pixels.Average(pixel => _lab[(3 * pixel) + 1]), pixels.Average(pixel => _lab[(3 * pixel) + 2]));
    }

    /// <summary>How many steps each pixel is from the nearest for which a condition holds, going along rows and columns.</summary>
    public int[] DistanceTo(Func<int, bool> belongs)
    {
        int[] distances = new int[Width * Height];
        Array.Fill(distances, int.MaxValue);
        var queue = new Queue<int>(Enumerable.Range(0, distances.Length).Where(belongs));
        foreach (int pixel in queue)
        {
            distances[pixel] = 0;
        }

        while (queue.TryDequeue(out int pixel))
        {
            (int y, int x) = Math.DivRem(pixel, Width);
            Reach(x > 0, pixel - 1);
            Reach(x < Width - 1, pixel + 1);
            Reach(y > 0, pixel - Width);
            Reach(y < Height - 1, pixel + Width);

            void Reach(bool exists, int neighbour)
            {
                if (exists && distances[neighbour] == int.MaxValue)
                {
                    distances[neighbour] = distances[pixel] + 1;
                    queue.Enqueue(neighbour);
                }
            }
        }

        return distances;
    }
}
