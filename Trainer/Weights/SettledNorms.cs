using Colorize.Trainer.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;
using PlaneHook = TorchSharp.torch.nn.HookableModule<
    System.Func<
        TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>,
        TorchSharp.torch.Tensor,
        TorchSharp.torch.Tensor>,
    System.Func<
        TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>,
        TorchSharp.torch.Tensor,
        TorchSharp.torch.Tensor,
        TorchSharp.torch.Tensor>>.HookRemover;

namespace Colorize.Trainer.Weights;

/// <summary>
/// Makes norms of batch norms that let everything pass, as an export leaves them: each is given the statistics of what reaches it, and
/// the scale and shift that undo them. The network stays the very same function, and can learn as one whose norms were never folded.
/// </summary>
internal sealed class SettledNorms
{
    private readonly List<ChannelStatistics> _statistics;

    private SettledNorms(nn.Module network) =>
        _statistics =
            [.. NetworkLayer.Of(network).Select(layer => layer.Norm).OfType<BatchNorm2d>().Select(norm => new ChannelStatistics(norm))];

    /// <summary>Settles the norms of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="ask">Asks it about some pictures.</param>
    public static void Apply(nn.Module network, Action ask)
    {
        var norms = new SettledNorms(network);
        network.eval();
        using (no_grad())
        {
            ask();
            norms._statistics.ForEach(statistics => statistics.Settle());
        }
    }

    /// <summary>What reaches one norm, channel by channel.</summary>
    private sealed class ChannelStatistics
    {
        private static readonly long[] Places = [0, 2, 3];

        private readonly BatchNorm2d _norm;
        private readonly PlaneHook _hook;
        private readonly Tensor _sum;
        private readonly Tensor _squares;
        private long _count;

        public ChannelStatistics(BatchNorm2d norm)
        {
            _norm = norm;
            _sum = zeros_like(norm.running_mean!, ScalarType.Float64).DetachFromDisposeScope();
            _squares = _sum.clone().DetachFromDisposeScope();
            _hook = norm.register_forward_pre_hook((_, input) =>
            {
                Add(input);
                return input;
            });
        }

        /// <summary>Gives the norm the statistics, and undoes them behind it.</summary>
        public void Settle()
        {
            using IDisposable scope = NewDisposeScope();
            _hook.remove();
            Tensor mean = _sum / _count;
            Tensor variance = (_squares / _count) - mean.square();
            _norm.running_mean!.copy_(mean);
            _norm.running_var!.copy_(variance);
            _norm.weight!.copy_((variance + _norm.eps).sqrt());
            _norm.bias!.add_(mean.to(ScalarType.Float32));
            _sum.Dispose();
            _squares.Dispose();
        }

        private void Add(Tensor input)
        {
            using IDisposable scope = NewDisposeScope();
            _sum.add_(input.sum(Places, type: ScalarType.Float64));
            _squares.add_(input.square().sum(Places, type: ScalarType.Float64));
            _count += input.numel() / input.shape[1];
        }
    }
}
