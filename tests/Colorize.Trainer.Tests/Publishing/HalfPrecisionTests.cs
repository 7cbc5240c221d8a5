using Colorize.Models;
using Colorize.Tests.Trainer.Export;
using Colorize.Trainer.Export;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Publishing;

namespace Colorize.Tests.Trainer.Publishing;

/// <summary>Networks are probed through all of their inputs, also through the vividness, which is one number a picture.</summary>
public sealed class HalfPrecisionTests
{
    [Fact]
    public void A_unet_is_stored_in_one_of_both_precisions()
    {
        using UNetGray unet = RandomNetworks.UNet(classes: 3, seed: 4);
        unet.eval();

        (byte[] exact, byte[] smallest) = HalfPrecision.Write(
            NetworkContract.Of(Network.UNet, 3), precision => UNetGraph.Write(unet, precision), threads: 1);

        Assert.Equal(UNetGraph.Write(unet, WeightPrecision.Float32), exact);
        Assert.True(smallest.SequenceEqual(exact) || smallest.SequenceEqual(UNetGraph.Write(unet, WeightPrecision.Float16)));
    }
}
