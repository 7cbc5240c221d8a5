using System.Globalization;
using System.Text;

namespace Colorize.Storage;

/// <summary>
/// The names of the metadata on photographs, tensors, results and rejections, and the form of their values. HTTP headers carry
/// metadata: names are lower case without underscores (some proxies drop those), and values are ASCII.
/// </summary>
public static class BlobMetadata
{
    /// <summary>The source's blob name, percent-encoded.</summary>
    public const string SourceName = "sourcename";

    /// <summary>The ETag of the source that this blob was made from.</summary>
    public const string SourceETag = "sourceetag";

    /// <summary>The source's length in bytes.</summary>
    public const string SourceSize = "sourcesize";

    /// <summary>On a photograph that came in: its bytes' SHA-256, in lowercase hexadecimal digits, by whoever uploaded it.</summary>
    public const string ContentHash = "contenthash";

    /// <summary>
    /// On a photograph that came in: how vivid its colours shall be, 0 to 1 (absent: as the settings say). On a result: how vivid they are.
    /// </summary>
    public const string Vividness = "vividness";

    /// <summary>
    /// On a photograph that came in: the network that shall colour it (absent: as the settings say). On a result: the one that did.
    /// </summary>
    public const string Network = "network";

    /// <summary>The version of the model set that gave the colours.</summary>
    public const string ModelVersion = "modelversion";

    /// <summary>The most probable classes, best first: <c>name=0.812,name=0.101</c>, names percent-encoded.</summary>
    public const string Classes = "classes";

    /// <summary>The probability from which the first of <see cref="Classes"/> is worth saying; absent where none is.</summary>
    public const string ClassThreshold = "classthreshold";

    /// <summary>The width in pixels.</summary>
    public const string Width = "width";

    /// <summary>The height in pixels.</summary>
    public const string Height = "height";

    /// <summary>On a rejection: its reason.</summary>
    public const string Reason = "reason";

    private const int MaxNameLength = 6 * 1024;

    /// <summary>Percent-encodes every character that is not printable ASCII, and those that <see cref="Classes"/> uses.</summary>
    public static string Encode(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        StringBuilder encoded = new(value.Length);
        foreach (byte unit in Encoding.UTF8.GetBytes(value))
        {
            if (unit is > 0x20 and < 0x7F and not ((byte)'%' or (byte)',' or (byte)'='))
            {
                encoded.Append((char)unit);
            }
            else
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
            }
        }

        return encoded.ToString();
    }

    /// <summary>Percent-encodes a blob name, and cuts one that would not fit into a blob's 8 KiB of metadata.</summary>
    public static string EncodeName(string name)
    {
        string encoded = Encode(name);
        if (encoded.Length <= MaxNameLength)
        {
            return encoded;
        }

        int end = encoded.LastIndexOf('%', MaxNameLength) is var escape && escape > MaxNameLength - 3 ? escape : MaxNameLength;
        return encoded[..end];
    }

    /// <summary>Reads a value that <see cref="Encode"/> wrote.</summary>
    public static string Decode(string value) => Uri.UnescapeDataString(value);

    /// <summary>Writes a value for <see cref="Vividness"/>.</summary>
    public static string EncodeVividness(float vividness) => vividness.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>Writes classes and their probabilities (0 to 1) for <see cref="Classes"/>.</summary>
    public static string EncodeClasses(IEnumerable<KeyValuePair<string, float>> classes) =>
        string.Join(',', classes.Select(c => string.Create(CultureInfo.InvariantCulture, $"{Encode(c.Key)}={c.Value:0.####}")));

    /// <summary>
    /// The class that a photograph may be said to look like, with its probability; null where the classifier is not sure enough.
    /// </summary>
    public static KeyValuePair<string, float>? KnownClass(IDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return metadata.TryGetValue(Classes, out string? classes)
            && metadata.TryGetValue(ClassThreshold, out string? threshold)
            && double.TryParse(threshold, NumberStyles.Float, CultureInfo.InvariantCulture, out double least)
            && DecodeClasses(classes) is [var first, ..]
            && first.Value >= least
            ? first
            : null;
    }

    /// <summary>Reads classes and their probabilities; parts that are not of the form are left out.</summary>
    public static IReadOnlyList<KeyValuePair<string, float>> DecodeClasses(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        List<KeyValuePair<string, float>> classes = [];
        foreach (string part in value.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=');
            if (pair.Length == 2 && float.TryParse(pair[1], NumberStyles.Float, CultureInfo.InvariantCulture, out float probability))
            {
                classes.Add(new(Decode(pair[0]), probability));
            }
        }

        return classes;
    }
}
