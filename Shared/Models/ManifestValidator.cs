using System.Globalization;
using System.Text;

namespace Colorize.Models;

/// <summary>What must be true of a manifest beyond its being well-formed JSON of the right types.</summary>
internal static class ManifestValidator
{
    /// <summary>ImageNet has 1,000 classes, ImageNet-21k has 21,841: room for more, but not for a memory bomb.</summary>
    private const int MaxClasses = 65_536;

    /// <summary>Names go into the metadata of every result, of which storage takes 8 KB in all.</summary>
    private const int MaxClassName = 100;

    /// <summary>The bytes of all files: they are in memory while they are loaded.</summary>
    private const long MaxTotalSize = 2 * ModelFile.MaxSize;

    /// <summary>Throws <see cref="ModelSetException"/> for the first rule that the manifest breaks.</summary>
    public static void Check(ModelManifest manifest, string path)
    {
        void Require(bool holds, string otherwise)
        {
            if (!holds)
            {
                throw new ModelSetException(path, otherwise);
            }
        }

        CheckSchema(manifest.SchemaVersion, path);
        Require(PlainName.Is(manifest.Version), $"version is {PlainName.Quote(manifest.Version)}; it must be {PlainName.Rule}.");
        Require(manifest.Normalization == Normalization.Poster,
            $"normalization is {manifest.Normalization}; it must be {Normalization.Poster}.");
        Require(manifest.Classes.Count is > 0 and <= MaxClasses,
            $"classes has {manifest.Classes.Count} names; it must have between 1 and {MaxClasses}.");
        Require(manifest.Classes.All(name => !string.IsNullOrWhiteSpace(name)), "classes holds an empty name; every class needs one.");
        Require(manifest.Classes.All(name => name.Length <= MaxClassName),
            $"classes holds a name of more than {MaxClassName} characters: "
                + $"{PlainName.Quote(manifest.Classes.MaxBy(name => name.Length)!)}.");
        Require(manifest.Classes.All(IsPrintable), "classes holds a name with characters that control how text is shown.");
        Require(manifest.Classes.Distinct().Count() == manifest.Classes.Count, "classes holds a name twice; each must be there once.");
        Require(manifest.Files.All(file => file is not null), "files holds a null; every entry must describe a network's file.");
        Require(manifest.Files.DistinctBy(file => file.Network).Count() == manifest.Files.Count,
            "files holds a network twice; each must be there once.");
        Require(manifest.Files.DistinctBy(file => file.Name, StringComparer.OrdinalIgnoreCase).Count() == manifest.Files.Count,
            "files holds a file name twice; every network needs a file of its own.");
        Require(CanColorize(manifest), "files has no colorizer; it must have resnet, or alexnet and one of ensemble and unet.");

        Require(
            manifest.ClassThreshold is null or (>= 0 and <= 1),
            $"classThreshold is {manifest.ClassThreshold}; it must be a probability, 0 to 1.");
        Require(manifest.Files.Sum(file => Math.Clamp(file.Size, 0, ModelFile.MaxSize)) <= MaxTotalSize,
            $"files has more than {MaxTotalSize:N0} bytes in all.");
        foreach (ModelFile file in manifest.Files)
        {
            CheckFile(file, manifest.Classes.Count, Require);
        }
    }

    /// <summary>Throws <see cref="ModelSetException"/> for a format that this program does not know.</summary>
    public static void CheckSchema(int schemaVersion, string path)
    {
        if (schemaVersion != ModelManifest.CurrentSchema)
        {
            throw new ModelSetException(path, $"schemaVersion is {schemaVersion}; this program reads {ModelManifest.CurrentSchema}.");
        }
    }

    private static bool CanColorize(ModelManifest manifest) =>
        manifest.Find(Network.ResNet) is not null
        || (manifest.Find(Network.AlexNet) is not null
            && (manifest.Find(Network.Ensemble) is not null || manifest.Find(Network.UNet) is not null));

    private static void CheckFile(ModelFile file, int classes, Action<bool, string> require)
    {
        require(
            PlainName.Is(file.Name), $"the file of {file.Network} is called {PlainName.Quote(file.Name)}; it must be {PlainName.Rule}.");
        require(file.Size is > 0 and <= ModelFile.MaxSize,
            $"{file.Name} has size {file.Size}; it must be between 1 and {ModelFile.MaxSize} bytes.");
        require(
            IsSha256(file.Sha256), $"{file.Name} has sha256 {PlainName.Quote(file.Sha256)}; it must be 64 lower-case hexadecimal digits.");

        var contract = NetworkContract.Of(file.Network, classes);
        require(file.Inputs.SequenceEqual(contract.Inputs),
            $"{file.Name} has inputs {string.Join(", ", file.Inputs)}; {file.Network} takes {string.Join(", ", contract.Inputs)}.");
        require(file.Outputs.SequenceEqual(contract.Outputs),
            $"{file.Name} has outputs {string.Join(", ", file.Outputs)}; {file.Network} gives {string.Join(", ", contract.Outputs)}.");
    }

    /// <summary>Without control characters, and without those that turn the direction of text or hide.</summary>
    private static bool IsPrintable(string name) => name.EnumerateRunes().All(rune =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) && rune != Rune.ReplacementChar);

    private static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
