using Colorize.Models;

namespace Colorize.Trainer.Training;

/// <summary>Which networks a command trains, checked before hours are spent on the first of them.</summary>
/// <param name="Networks">In the order in which they are trained.</param>
/// <param name="HasColorizer">Whether there is a colorizer at the end, so that the set is good for something.</param>
internal sealed record TrainingPlan(IReadOnlyList<Network> Networks, bool HasColorizer)
{
    /// <summary>Whether a network is told the classes by the trained classifier.</summary>
    public static bool AsksClassifier(Network network) => network is not (Network.AlexNet or Network.ResNet);

    /// <summary>Plans the training of networks, beside those that are in the work folder already.</summary>
    /// <param name="chosen">The networks.</param>
    /// <param name="work">Where trained networks are.</param>
    /// <param name="classes">The classes of the training pictures.</param>
    /// <exception cref="TrainingException">A network is told by a classifier that is neither there nor chosen, or knows other
    /// classes.</exception>
    public static TrainingPlan Of(IEnumerable<Network> chosen, WorkFolder work, IReadOnlyList<string> classes)
    {
        Network[] networks = [.. NetworkNames.All.Intersect(chosen)];
        if (!networks.Contains(Network.AlexNet) && networks.Any(AsksClassifier))
        {
            CheckClassifier(networks.First(AsksClassifier).Name(), new Checkpoint(work.RunOf(Network.AlexNet)).BestPath, classes);
        }

        return new TrainingPlan(networks, NetworkNames.All.Any(network =>
            network != Network.AlexNet && (networks.Contains(network) || File.Exists(new Checkpoint(work.RunOf(network)).BestPath))));
    }

    private static void CheckClassifier(string asking, string weights, IReadOnlyList<string> classes)
    {
        string both = $"--networks {Network.AlexNet.Name()},{asking}";
        if (!File.Exists(weights))
        {
            throw new TrainingException($"The {asking} needs a trained classifier. Train it first: {both}.");
        }

        IReadOnlyList<string> known = Checkpoint.ReadState(weights).ClassNames;
        if (!known.SequenceEqual(classes))
        {
            throw new TrainingException(
                $"The trained classifier in {weights} knows other classes ({string.Join(", ", known)}). Train it anew: {both}.");
        }
    }
}
