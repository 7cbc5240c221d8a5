namespace Colorize.Trainer.Weights;

/// <summary>A convolution or linear layer of an exported network, with the batch norm after it folded in.</summary>
/// <param name="Kernel">The weights, <c>[outputs, inputs, …]</c>.</param>
/// <param name="Bias">The bias of each output.</param>
internal sealed record ExportedLayer(Export.Weights Kernel, float[] Bias);
