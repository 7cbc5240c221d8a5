namespace Colorize.Cli.Dropping;

/// <summary>What names have in common, so that one listing finds them all and little else.</summary>
internal static class CommonPrefix
{
    /// <summary>The longest text that all names begin with; nothing if there are no names.</summary>
    public static string Of(IEnumerable<string> names)
    {
        string? prefix = null;
        foreach (string name in names)
        {
            prefix = prefix is null ? name : prefix[..prefix.AsSpan().CommonPrefixLength(name)];
        }

        // Half of a surrogate pair is no text.
        return prefix is { Length: > 0 } && char.IsHighSurrogate(prefix[^1]) ? prefix[..^1] : prefix ?? string.Empty;
    }
}
