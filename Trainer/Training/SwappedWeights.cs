using Colorize.Trainer.Networks;
using static TorchSharp.torch;

namespace Colorize.Trainer.Training;

/// <summary>Lends a network other weights; its own come back on disposal.</summary>
internal sealed class SwappedWeights : IDisposable
{
    private readonly nn.Module _network;
    private readonly Dictionary<string, Tensor> _own;

    public SwappedWeights(nn.Module network, Dictionary<string, Tensor> weights)
    {
        _network = network;
        _own = WeightAverage.Copy(network);
        Put(weights);
    }

    public void Dispose()
    {
        Put(_own);
        foreach (Tensor weight in _own.Values)
        {
            weight.Dispose();
        }
    }

    private void Put(Dictionary<string, Tensor> weights)
    {
        using IDisposable noGradient = no_grad();
        foreach ((string name, Tensor weight) in StateDict.Of(_network))
        {
            weight.copy_(weights[name]);
        }
    }
}
