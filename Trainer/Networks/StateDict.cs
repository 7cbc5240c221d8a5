using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>A network's weights and statistics by the names that PyTorch gives them.</summary>
internal static class StateDict
{
    /// <summary>What C# names the field of a property with; no name of PyTorch's has it.</summary>
    private const string FieldOfProperty = "k__BackingField";

    /// <summary>
    /// The tensors of a network, which stay its own. TorchSharp lists a module that is kept in a property a second time, by the
    /// name of the property's field; those are left out.
    /// </summary>
    public static Dictionary<string, Tensor> Of(nn.Module network) => network.state_dict()
        .Where(pair => !pair.Key.Contains(FieldOfProperty, StringComparison.Ordinal))
        .ToDictionary();
}
