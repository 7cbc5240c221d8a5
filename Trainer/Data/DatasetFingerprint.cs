using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Colorize.Trainer.Data;

/// <summary>
/// Which pictures a dataset holds, by their names and contents. The same pictures have the same fingerprint wherever they
/// lie, in a folder or in storage, and whenever they were written.
/// </summary>
/// <param name="Classes">The pictures of each class, in the order of the classes.</param>
internal sealed record DatasetFingerprint(IReadOnlyList<ClassFingerprint> Classes)
{
    private const int MaxNamed = 6;

    /// <summary>How many pictures there are.</summary>
    [JsonIgnore]
    public int Count => Classes.Sum(one => one.Pictures);

    /// <summary>Takes the fingerprint of pictures.</summary>
    /// <param name="pictures">The class, the name and the digest of the content of each.</param>
    public static DatasetFingerprint Of(IEnumerable<(string ClassName, string Name, string Digest)> pictures) => new(
        [.. pictures.GroupBy(picture => picture.ClassName).OrderBy(group => group.Key, StringComparer.Ordinal).Select(OfClass)]);

    /// <summary>The digest of something's content, as the fingerprint takes it.</summary>
    public static string DigestOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));

    /// <summary>All of it in one text.</summary>
    public override string ToString() => string.Join('\n', Classes.Select(one => $"{one.Name} {one.Pictures} {one.Digest}"));

    /// <summary>Says in what these pictures differ from earlier ones: <c>forest is new, church has 12 where there were 10</c>.</summary>
    public string ChangesSince(DatasetFingerprint before)
    {
        Dictionary<string, ClassFingerprint> old = before.Classes.ToDictionary(one => one.Name);
        string[] changes =
        [
            .. Classes.Where(one => !old.ContainsKey(one.Name)).Select(one => $"{one.Name} is new"),
            .. before.Classes.Where(one => Classes.All(other => other.Name != one.Name)).Select(one => $"{one.Name} is gone"),
            .. Classes.Where(one => old.TryGetValue(one.Name, out ClassFingerprint? same) && same != one)
                .Select(one => Change(one, old[one.Name])),
        ];
        string rest = changes.Length > MaxNamed ? $", and {changes.Length - MaxNamed} more" : string.Empty;
        return string.Join(", ", changes.Take(MaxNamed)) + rest;
    }

    public bool Equals(DatasetFingerprint? other) => other is not null && Classes.SequenceEqual(other.Classes);

    public override int GetHashCode() => Classes.Aggregate(0, HashCode.Combine);

    private static string Change(ClassFingerprint now, ClassFingerprint before) => now.Pictures == before.Pictures
        ? $"{now.Name} has other pictures"
        : $"{now.Name} has {now.Pictures} where there were {before.Pictures}";

    private static ClassFingerprint OfClass(IGrouping<string, (string ClassName, string Name, string Digest)> pictures)
    {
        string[] lines = [.. pictures.Select(picture => $"{picture.Name} {picture.Digest}").Order(StringComparer.Ordinal)];
        return new ClassFingerprint(pictures.Key, lines.Length, DigestOf(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }
}
