using System.ComponentModel;

namespace Colorize.Models;

/// <summary>
/// What networks are called wherever they are written: on command lines, in settings, folders and metadata, and in the manifest.
/// </summary>
public static class NetworkNames
{
    private static readonly Dictionary<Network, string> Names =
        Enum.GetValues<Network>().ToDictionary(network => network, network => network.ToString().ToLowerInvariant());

    /// <summary>All networks, in the order in which they have to be trained.</summary>
    public static IReadOnlyList<Network> All { get; } = [.. Names.Keys];

    /// <summary>All names in that order, with commas between them.</summary>
    public static string List { get; } = string.Join(", ", Names.Values);

    /// <summary>The name of a network.</summary>
    /// <exception cref="InvalidEnumArgumentException">The value is no network.</exception>
    public static string Name(this Network network) => Names.TryGetValue(network, out string? name)
        ? name
        : throw new InvalidEnumArgumentException(nameof(network), (int)network, typeof(Network));

    /// <summary>The network of that name; null where none has it.</summary>
    public static Network? Find(string name)
    {
        foreach ((Network network, string known) in Names)
        {
            if (known == name)
            {
                return network;
            }
        }

        return null;
    }
}
