namespace Colorize.Imaging.Png;

/// <summary>The matrix between a display's primaries and sRGB's (Lindbloom, "RGB/XYZ Matrices"; white by von Kries in XYZ).</summary>
internal static class Primaries
{
    // x and y of the white point, of red, green and blue (IEC 61966-2-1), in PNG's order.
    private static readonly double[] OfSrgb = [0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06];

    /// <summary>Rows of the matrix to linear sRGB.</summary>
    /// <param name="chromaticities">x and y of the white point, of red, green and blue.</param>
    /// <returns>The matrix; null where the primaries are sRGB's, or make no colour space.</returns>
    public static double[]? ToLinearSrgb(double[] chromaticities)
    {
        const double Tolerance = 0.002;
        bool isSrgb = chromaticities.Zip(OfSrgb).All(pair => Math.Abs(pair.First - pair.Second) < Tolerance);
        if (isSrgb || ToXyz(chromaticities) is not { } from || ToXyz(OfSrgb) is not { } srgb || Inverse(srgb) is not { } toSrgb)
        {
            return null;
        }

        // Each file's white is to be white.
        (double X, double Z) white = White(chromaticities), target = White(OfSrgb);
        double[] adaptation = [target.X / white.X, 0, 0, 0, 1, 0, 0, 0, target.Z / white.Z];
        double[] matrix = Product(toSrgb, Product(adaptation, from));
        return matrix.All(double.IsFinite) ? matrix : null;
    }

    private static (double X, double Z) White(double[] xy) => (xy[0] / xy[1], (1 - xy[0] - xy[1]) / xy[1]);

    // Columns are the primaries' XYZ, scaled so that together they make the white of Y = 1.
    private static double[]? ToXyz(double[] xy)
    {
        double[] columns = new double[9];
        for (int i = 0; i < 3; i++)
        {
            double x = xy[2 + (2 * i)], y = xy[3 + (2 * i)];
            (columns[i], columns[3 + i], columns[6 + i]) = (x / y, 1, (1 - x - y) / y);
        }

        if (Inverse(columns) is not { } inverse)
        {
            return null;
        }

        (double whiteX, double whiteZ) = White(xy);
        for (int i = 0; i < 3; i++)
        {
            double share = (inverse[3 * i] * whiteX) + inverse[(3 * i) + 1] + (inverse[(3 * i) + 2] * whiteZ);
            (columns[i], columns[3 + i], columns[6 + i]) = (columns[i] * share, columns[3 + i] * share, columns[6 + i] * share);
        }

        return columns;
    }

    private static double[] Product(double[] left, double[] right)
    {
        double[] product = new double[9];
        for (int i = 0; i < 9; i++)
        {
            (int row, int column) = (i / 3 * 3, i % 3);
            product[i] = (left[row] * right[column]) + (left[row + 1] * right[3 + column]) + (left[row + 2] * right[6 + column]);
        }

        return product;
    }

    // By cofactors.
    private static double[]? Inverse(double[] m)
    {
        const double MinDeterminant = 1e-9;
        double[] cofactors =
        [
            (m[4] * m[8]) - (m[5] * m[7]), (m[2] * m[7]) - (m[1] * m[8]), (m[1] * m[5]) - (m[2] * m[4]),
            (m[5] * m[6]) - (m[3] * m[8]), (m[0] * m[8]) - (m[2] * m[6]), (m[2] * m[3]) - (m[0] * m[5]),
            (m[3] * m[7]) - (m[4] * m[6]), (m[1] * m[6]) - (m[0] * m[7]), (m[0] * m[4]) - (m[1] * m[3]),
        ];
        double determinant = (m[0] * cofactors[0]) + (m[1] * cofactors[3]) + (m[2] * cofactors[6]);
        return Math.Abs(determinant) > MinDeterminant ? [.. cofactors.Select(cofactor => cofactor / determinant)] : null;
    }
}
