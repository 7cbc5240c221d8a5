using static TorchSharp.torch;

namespace Colorize.Trainer.Weights;

/// <summary>The values of one or more tensors.</summary>
/// <param name="Type">The type of each value.</param>
/// <param name="Key">The name of its file in the archive.</param>
/// <param name="Length">How many values there are.</param>
internal sealed record PickledStorage(ScalarType Type, string Key, long Length);
