namespace Colorize.Trainer.Reporting;

/// <summary>
/// The results of Geis-Schroer and Jäger (2020), "Leveraging Transfer Learning to Imitate Human Behaviour for Image
/// Colorization". Losses by class were read off its bar chart, to about 0.03.
/// </summary>
internal static class Poster
{
    /// <summary>How to cite it.</summary>
    public const string Citation =
        "Geis-Schroer and Jäger, “Leveraging Transfer Learning to Imitate Human Behaviour for Image Colorization”, 2020";

    /// <summary>The part of the test pictures whose class was among the classifier's first three.</summary>
    public const double Top3 = 0.7573;

    /// <summary>The change of the loss from ResNet to Ensemble.</summary>
    public const double Change = -0.0382;

    /// <summary>The classes in which Ensemble had the lower loss.</summary>
    public const int ClassesImproved = 11;

    /// <summary>All its classes.</summary>
    public static int Classes => LossByClass.Count;

    /// <summary>Its losses by class, in thousandths.</summary>
    public static IReadOnlyList<(string ClassName, double Ensemble, double ResNet)> LossByClass { get; } =
    [
        ("food", 6.1, 6.5), ("crocodile", 2.5, 2.5), ("dolphin", 4.2, 4.4), ("dog", 2.2, 2.3), ("gorilla", 1.8, 2.0),
        ("bicycle", 2.9, 2.85), ("laptop", 3.4, 3.5), ("rocket", 1.9, 1.9), ("skyscraper", 1.85, 1.9), ("soccer ball", 4.0, 4.2),
        ("solar panel", 2.25, 2.3), ("beer", 5.3, 5.5), ("sky", 4.2, 4.4),
    ];
}
