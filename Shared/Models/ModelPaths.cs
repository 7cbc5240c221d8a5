namespace Colorize.Models;

/// <summary>Where the files of model sets are, from the root of the <c>models</c> container or of the bundled folder.</summary>
public static class ModelPaths
{
    /// <summary>The file that names the version in use.</summary>
    public const string Current = "current.json";

    /// <summary>What the functions say of a set that <see cref="Current"/> names and that they refuse.</summary>
    public const string Refused = "refused.json";

    /// <summary>The manifest of a version.</summary>
    public static string Manifest(string version) => $"{version}/manifest.json";

    /// <summary>What was measured of a version, for people.</summary>
    public static string Report(string version) => $"{version}/report/report.html";

    /// <summary>What the training of a version said: written by the trainer, read by people.</summary>
    public static string TrainingLog(string version) => $"{version}/logs/train.log";

    /// <summary>A network's file of a version.</summary>
    public static string File(string version, ModelFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return $"{version}/{file.Name}";
    }
}
