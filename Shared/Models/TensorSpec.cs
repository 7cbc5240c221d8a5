namespace Colorize.Models;

/// <summary>The name and shape of an input or an output of a network; its values are float32.</summary>
/// <param name="Name">The tensor's name in the ONNX graph.</param>
/// <param name="Shape">The dimensions, outermost first; -1 stands for the batch, whose size is free.</param>
public sealed record TensorSpec(string Name, IReadOnlyList<int> Shape)
{
    /// <summary>Whether the other tensor has the same name and shape.</summary>
    public bool Equals(TensorSpec? other) => other is not null && Name == other.Name && Shape.SequenceEqual(other.Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Shape.Count);

    /// <summary>The way people write it: <c>l [N, 1, 128, 128]</c>.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape.Select(size => size == -1 ? "N" : $"{size}"))}]";
}
