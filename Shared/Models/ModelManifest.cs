using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Colorize.Models;

/// <summary>What a model set is: <c>models/{version}/manifest.json</c>.</summary>
/// <param name="SchemaVersion">The version of this file's own format; see <see cref="CurrentSchema"/>.</param>
/// <param name="Version">The model set's name, which is also the name of its folder.</param>
/// <param name="Created">When the set was published.</param>
/// <param name="Classes">The classes, in the order of the classifier's outputs.</param>
/// <param name="Files">The networks of the set.</param>
/// <param name="Normalization">How colours become numbers.</param>
/// <param name="Training">The options that the networks were trained with, for people and for a repeat.</param>
/// <param name="Metrics">What was measured on the test images, for people.</param>
/// <param name="ClassThreshold">
/// The probability from which the classifier's first class is worth saying: of validation pictures, nine in ten said so are
/// right. Null where none is.
/// </param>
public sealed record ModelManifest(
    int SchemaVersion,
    string Version,
    DateTimeOffset Created,
    IReadOnlyList<string> Classes,
    IReadOnlyList<ModelFile> Files,
    Normalization Normalization,
    JsonObject Training,
    JsonObject Metrics,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? ClassThreshold = null)
{
    /// <summary>The version of the format that this program reads and writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The largest manifest that is read, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>The file that holds a network, or <see langword="null"/> where the set lacks it.</summary>
    public ModelFile? Find(Network network) => Files.FirstOrDefault(file => file.Network == network);

    /// <summary>Reads a manifest and refuses one that is not whole and plain.</summary>
    /// <param name="json">The bytes of the file, from a place that may not be trusted.</param>
    /// <param name="path">Where they were read from, for the messages.</param>
    /// <exception cref="ModelSetException">Something about it is wrong; the message says what would be right.</exception>
    public static ModelManifest Parse(ReadOnlySpan<byte> json, string path)
    {
        // The format's version comes first: a newer one may have fields that this program would call unknown.
        ManifestValidator.CheckSchema(ModelJson.Read(json, ModelJson.Default.ManifestHeader, MaxBytes, path).SchemaVersion, path);
        ModelManifest manifest = ModelJson.Read(json, ModelJson.Default.ModelManifest, MaxBytes, path);
        ManifestValidator.Check(manifest, path);
        return manifest;
    }

    /// <summary>The bytes of <c>manifest.json</c>.</summary>
    /// <exception cref="ModelSetException">The manifest breaks a rule that <see cref="Parse"/> would refuse it for.</exception>
    public byte[] ToJson()
    {
        ManifestValidator.Check(this, ModelPaths.Manifest(Version));
        return JsonSerializer.SerializeToUtf8Bytes(this, ModelJson.Default.ModelManifest);
    }
}
