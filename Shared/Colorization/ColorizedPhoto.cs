using Colorize.Inference;

namespace Colorize.Colorization;

/// <summary>A photograph in colour, at the size and in the file format of the one that came in.</summary>
/// <param name="Image">The encoded file.</param>
/// <param name="ContentType">Its content type, such as image/jpeg.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Prediction">What the networks said.</param>
public sealed record ColorizedPhoto(byte[] Image, string ContentType, int Width, int Height, ChromaPrediction Prediction);
