using Colorize.Colorization;

namespace Colorize.Tests.Colorization;

public sealed class DomainTransformTests
{
    private const int Edge = 30;

    private static readonly PlaneSize Size = new(Width: 60, Height: 40);

    [Fact]
    public void A_plane_of_one_value_keeps_it()
    {
        float[] a = Plane(_ => 12.5f);
        Smooth(Plane(x => x * 0.01f), a, Plane(_ => 0));
        Assert.All(a, value => Assert.Equal(12.5f, value, 1e-4f));
    }

    [Fact]
    public void Where_lightness_is_even_colours_are_evened_out()
    {
        float[] a = Plane(x => x % 2 == 0 ? 10 : -10);
        float[] b = [.. a.Select(value => value + 20)];
        Smooth(Plane(_ => 0.7f), a, b);
        Assert.All(a, value => Assert.InRange(value, -5, 5));
        Assert.All(b, value => Assert.InRange(value, 15, 25));
    }

    [Fact]
    public void No_colour_passes_an_edge_of_lightness()
    {
        float[] a = Plane(x => x < Edge ? 20 : -20);
        float[] b = Plane(x => x < Edge ? -5 : 5);
        Smooth(Plane(x => x < Edge ? 0.2f : 0.8f), a, b);
        Assert.All(Row(a, 20), column => Assert.Equal(column.X < Edge ? 20 : -20, column.Value, 0.1f));
        Assert.All(Row(b, 20), column => Assert.Equal(column.X < Edge ? -5 : 5, column.Value, 0.1f));
    }

    [Fact]
    public void A_colour_that_has_bled_over_an_edge_is_taken_back()
    {
        // The dark side is red, the light one grey; the network has drawn the border eight pixels wide.
        float Bled(int x) => Math.Clamp((Edge + 4 - x) / 8f, 0, 1) * 24;
        float[] a = Plane(Bled);
        Smooth(Plane(x => x < Edge ? 0.2f : 0.8f), a, Plane(_ => 0));
        Assert.InRange(Row(a, 20).Single(column => column.X == Edge).Value, 0, Bled(Edge) * 0.6);
        Assert.InRange(Row(a, 20).Single(column => column.X == Edge - 1).Value, Bled(Edge - 1) + 2, 24);
    }

    [Fact]
    public void Rows_and_columns_are_treated_alike()
    {
        var square = new PlaneSize(Width: 32, Height: 32);
        float[] lightness = [.. Enumerable.Range(0, square.Length).Select(pixel => pixel % 32 < 16 ? 0.3f : 0.5f)];
        float[] a = [.. Enumerable.Range(0, square.Length).Select(pixel => (float)(pixel % 32))];
        float[] turnedLightness = Turned(lightness), turned = Turned(a);
        using (DomainTransform transform = new(square, lightness))
        {
            transform.Smooth(a, new float[square.Length]);
        }

        using (DomainTransform transform = new(square, turnedLightness))
        {
            transform.Smooth(turned, new float[square.Length]);
        }

        Assert.All(Turned(turned).Zip(a), pair => Assert.Equal(pair.Second, pair.First, 1e-3f));
    }

    private static float[] Turned(float[] square) =>
        [.. Enumerable.Range(0, square.Length).Select(pixel => square[((pixel % 32) * 32) + (pixel / 32)])];

    private static void Smooth(float[] lightness, float[] a, float[] b)
    {
        using DomainTransform transform = new(Size, lightness);
        transform.Smooth(a, b);
    }

    private static float[] Plane(Func<int, float> ofColumn) =>
        [.. Enumerable.Range(0, Size.Length).Select(pixel => ofColumn(pixel % Size.Width))];

    private static IEnumerable<(int X, float Value)> Row(float[] plane, int y) =>
        plane.Skip(y * Size.Width).Take(Size.Width).Select((value, x) => (x, value));
}
