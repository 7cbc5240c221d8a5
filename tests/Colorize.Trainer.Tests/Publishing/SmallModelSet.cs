using Colorize.Models;
using Colorize.Tests.Trainer.Export;
using Colorize.Trainer.Export;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Publishing;

namespace Colorize.Tests.Trainer.Publishing;

/// <summary>A model set with an untrained network.</summary>
internal static class SmallModelSet
{
    public static ModelSet Create(string version)
    {
        using ResNetGray network = RandomNetworks.ResNet(seed: 1);
        byte[] file = ColorizerGraph.Write(network, WeightPrecision.Float16);
        ModelFile description = ModelFile.Describe(Network.ResNet, 2, file);
        var manifest = new ModelManifest(
            ModelManifest.CurrentSchema, version, DateTimeOffset.UnixEpoch, ["land", "sea"], [description], Normalization.Poster, [], []);
        return new ModelSet(manifest, new Dictionary<ModelFile, byte[]> { [description] = file }, new ModelSetScores(null, [], null));
    }
}
