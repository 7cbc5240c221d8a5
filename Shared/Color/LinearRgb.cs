using System.Runtime.Intrinsics;

namespace Colorize.Color;

/// <summary>Linear red, green and blue of eight pixels.</summary>
internal readonly record struct LinearRgb(Vector256<float> R, Vector256<float> G, Vector256<float> B);
