namespace Colorize.Storage;

/// <summary>The blob containers of Colorize. They are distinct, so that no output can trigger its own function.</summary>
public static class ContainerNames
{
    /// <summary>Training images as they come: <c>{split}/{class}/{file}</c>.</summary>
    public const string Uploads = "uploads";

    /// <summary>Training tensors: <c>{split}/{class}/{file}.npy</c>.</summary>
    public const string Tensors = "tensors";

    /// <summary>Model sets: <c>{version}/…</c>, and <c>current.json</c>, which names the one in use.</summary>
    public const string Models = "models";

    /// <summary>Photographs to colorize, at any path.</summary>
    public const string Grayscale = "grayscale";

    /// <summary>Colorized photographs, at the path of their source.</summary>
    public const string Colorized = "colorized";

    /// <summary>What could not be processed and why: <c>{container}/{path}.json</c>.</summary>
    public const string Rejected = "rejected";

    /// <summary>What the hosts keep for themselves; while an embedded host watches the others, it holds the lease of this one.</summary>
    public const string Hosts = "azure-webjobs-hosts";

    /// <summary>All containers of photographs and models, in the order of the data's way.</summary>
    public static IReadOnlyList<string> All { get; } = [Uploads, Tensors, Models, Grayscale, Colorized, Rejected];
}
