using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>How weights start.</summary>
internal static class Initialization
{
    /// <summary>
    /// Draws every convolution's weights from a normal distribution whose variance suits ReLU (He et al. 2015,
    /// "Delving Deep into Rectifiers"), by the number of outputs, as torchvision's ResNet does.
    /// </summary>
    public static void HeNormal(nn.Module network)
    {
        foreach (Conv2d convolution in network.modules().OfType<Conv2d>())
        {
            nn.init.kaiming_normal_(convolution.weight, mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU);
        }
    }
}
