using static TorchSharp.torch;

namespace Colorize.Trainer.Weights;

/// <summary>A tensor as a pickle describes it: a part of a storage, which is a file of its own in the archive.</summary>
/// <param name="Storage">Where its values are.</param>
/// <param name="Offset">The first value.</param>
/// <param name="Shape">The length of each dimension.</param>
/// <param name="Strides">The steps from value to value in each dimension.</param>
internal sealed record PickledTensor(PickledStorage Storage, long Offset, long[] Shape, long[] Strides)
{
    /// <summary>More dimensions than weights have; lists of them would multiply what a pickle can allocate.</summary>
    private const int MaxDimensions = 8;

    private static readonly Dictionary<string, ScalarType> StorageTypes = new()
    {
        ["torch.FloatStorage"] = ScalarType.Float32,
        ["torch.DoubleStorage"] = ScalarType.Float64,
        ["torch.HalfStorage"] = ScalarType.Float16,
        ["torch.BFloat16Storage"] = ScalarType.BFloat16,
        ["torch.LongStorage"] = ScalarType.Int64,
        ["torch.IntStorage"] = ScalarType.Int32,
        ["torch.ShortStorage"] = ScalarType.Int16,
        ["torch.CharStorage"] = ScalarType.Int8,
        ["torch.ByteStorage"] = ScalarType.Byte,
        ["torch.BoolStorage"] = ScalarType.Bool,
    };

    private enum Callable
    {
        OrderedDictionary,
        Tensor,
        Parameter,
    }

    /// <summary>The meaning of a global name.</summary>
    /// <exception cref="FormatException">It is none of the few that state dicts need.</exception>
    public static object FindGlobal(string module, string name) => $"{module}.{name}" switch
    {
        "collections.OrderedDict" => Callable.OrderedDictionary,
        "torch._utils._rebuild_tensor_v2" => Callable.Tensor,
        "torch._utils._rebuild_parameter" => Callable.Parameter,
        var storage when StorageTypes.TryGetValue(storage, out ScalarType type) => type,
        var other =>
            throw new FormatException($"The pickle asks for {Quotation.Of(other)}, which a state dict does not need; it is not run."),
    };

    /// <summary>Calls one of the known callables.</summary>
    public static object? Call(object? callable, object?[] arguments) => callable switch
    {
        Callable.OrderedDictionary when arguments.Length == 0 => new Dictionary<string, object?>(),
        Callable.Tensor =>
            new PickledTensor((PickledStorage)arguments[0]!, (long)arguments[1]!, ToLengths(arguments[2]), ToLengths(arguments[3])),
        Callable.Parameter => (PickledTensor)arguments[0]!,
        _ => throw new FormatException("The pickle calls something that cannot be called."),
    };

    /// <summary>A storage from its persistent id: ("storage", type, key, device, length).</summary>
    public static PickledStorage ToStorage(object? id) => id is object?[] and ["storage", ScalarType type, string key, string, long length]
        ? new PickledStorage(type, key, length)
        : throw new FormatException("The pickle refers to something that is no tensor storage.");

    private static long[] ToLengths(object? tuple) => tuple is object?[] { Length: <= MaxDimensions } lengths
        ? [.. lengths.Select(length => (long)length!)]
        : throw new FormatException("A tensor has a shape that no weights have.");
}
