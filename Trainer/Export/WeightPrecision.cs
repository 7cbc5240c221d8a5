namespace Colorize.Trainer.Export;

/// <summary>How weights stand in a file. Networks compute in float32 either way.</summary>
internal enum WeightPrecision
{
    /// <summary>As they were trained.</summary>
    Float32,

    /// <summary>Rounded to float16, in half the space, where there are many.</summary>
    Float16,
}
