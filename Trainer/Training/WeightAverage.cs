using Colorize.Trainer.Networks;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Colorize.Trainer.Training;

/// <summary>
/// A moving average of a network's weights and batch-norm statistics, which predicts better than the last step's
/// weights (Polyak averaging).
/// </summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly double _decay;

    /// <summary>Starts from the network's present weights.</summary>
    public WeightAverage(nn.Module network, double decay)
    {
        _decay = decay;
        Weights = Copy(network);
    }

    /// <summary>The averaged tensors by their names in the network's state dict.</summary>
    public Dictionary<string, Tensor> Weights { get; }

    /// <summary>Moves the average towards the network's weights; early steps move it faster.</summary>
    public void Update(nn.Module network, long step)
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        double decay = Math.Min(_decay, (1.0 + step) / (10.0 + step));
        foreach ((string name, Tensor weight) in StateDict.Of(network))
        {
            if (weight.is_floating_point() && weight.device_type == TorchSharp.DeviceType.CPU)
            {
                Span<float> average = TensorMemory.Of(Weights[name]);
                TensorPrimitives.Lerp(average, TensorMemory.Of(weight), (float)(1 - decay), average);
            }
            else if (weight.is_floating_point())
            {
                Weights[name].mul_(decay).add_(weight, 1 - decay);
            }
            else
            {
                Weights[name].copy_(weight);
            }
        }
    }

    /// <summary>Copies a network's tensors; the copies belong to the caller.</summary>
    public static Dictionary<string, Tensor> Copy(nn.Module network)
    {
        using IDisposable scope = NewDisposeScope();
        return StateDict.Of(network).ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone().DetachFromDisposeScope());
    }

    public void Dispose()
    {
        foreach (Tensor weight in Weights.Values)
        {
            weight.Dispose();
        }
    }
}
