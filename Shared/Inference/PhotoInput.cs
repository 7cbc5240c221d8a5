namespace Colorize.Inference;

/// <summary>One photograph of a batch.</summary>
/// <param name="Lightness">16,384 values of L*/100.</param>
/// <param name="Preferences">How it is to be coloured.</param>
internal readonly record struct PhotoInput(ReadOnlyMemory<float> Lightness, ColorPreferences Preferences = default);
