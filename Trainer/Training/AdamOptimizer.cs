using System.Numerics;
using System.Runtime.InteropServices;
using Colorize.Trainer.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Colorize.Trainer.Training;

/// <summary>
/// Adam (Kingma and Ba 2015) with an L2 penalty. On the CPU it is one pass over each parameter; TorchSharp's own takes
/// about ten, which for AlexNet's 57 million weights costs as much as forward and backward together.
/// </summary>
internal sealed class AdamOptimizer : IDisposable
{
    private const float MeanDecay = 0.9f;
    private const float SquareDecay = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly Dictionary<string, (Parameter Parameter, Tensor Mean, Tensor Square, double Rate)> _moments = [];
    private readonly float _l2;

    /// <summary>Takes the trained parameters of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="l2">The L2 penalty on the weights.</param>
    /// <param name="rateOf">The part of the learning rate that a parameter is moved with; all of it by default.</param>
    public AdamOptimizer(nn.Module network, double l2, Func<string, double>? rateOf = null)
    {
        _l2 = (float)l2;
        foreach ((string name, Parameter parameter) in network.named_parameters().Where(pair => pair.parameter.requires_grad))
        {
            Tensor mean = zeros_like(parameter, requires_grad: false).DetachFromDisposeScope();
            Tensor square = zeros_like(parameter, requires_grad: false).DetachFromDisposeScope();
            _moments.Add(name, (parameter, mean, square, rateOf?.Invoke(name) ?? 1));
        }
    }

    /// <summary>The running means of the gradients, by the parameters' names.</summary>
    public IReadOnlyDictionary<string, Tensor> Means => _moments.ToDictionary(pair => pair.Key, pair => pair.Value.Mean);

    /// <summary>The running means of the squared gradients, by the parameters' names.</summary>
    public IReadOnlyDictionary<string, Tensor> Squares => _moments.ToDictionary(pair => pair.Key, pair => pair.Value.Square);

    /// <summary>Forgets the gradients of the last step.</summary>
    public void ForgetGradients()
    {
        foreach ((Parameter parameter, _, _, _) in _moments.Values)
        {
            parameter.grad = null;
        }
    }

    /// <summary>Moves the parameters against their gradients.</summary>
    /// <param name="step">The number of the step, from 0.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="inOnePass">Whether to take one pass where that is possible.</param>
    public void Step(long step, double rate, bool inOnePass = true)
    {
        double meanCorrection = 1 - Math.Pow(MeanDecay, step + 1);
        double squareCorrection = 1 - Math.Pow(SquareDecay, step + 1);
        float scale = (float)(1 / Math.Sqrt(squareCorrection));
        foreach ((Parameter parameter, Tensor mean, Tensor square, double part) in _moments.Values)
        {
            using Tensor? gradient = parameter.grad;
            if (gradient is null)
            {
                continue;
            }

            float size = (float)(rate * part / meanCorrection);

            if (inOnePass && parameter.device_type == TorchSharp.DeviceType.CPU)
            {
                using Tensor inOrder = InLayoutOf(parameter, gradient);
                Move(TensorMemory.Of(parameter), TensorMemory.Of(inOrder), TensorMemory.Of(mean), TensorMemory.Of(square), size, scale);
            }
            else
            {
                Move(parameter, gradient, mean, square, size, scale);
            }
        }
    }

    public void Dispose()
    {
        foreach ((_, Tensor mean, Tensor square, _) in _moments.Values)
        {
            mean.Dispose();
            square.Dispose();
        }
    }

    /// <summary>The gradient with its values in the same order in memory as the parameter's.</summary>
    private static Tensor InLayoutOf(Parameter parameter, Tensor gradient) => gradient.stride().SequenceEqual(parameter.stride())
        ? gradient.alias()
        : empty_like(parameter, requires_grad: false).copy_(gradient);

    /// <summary>The same in libtorch's operations, for other devices.</summary>
    private void Move(Parameter parameter, Tensor gradient, Tensor mean, Tensor square, float size, float scale)
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor penalized = gradient + (_l2 * parameter);
        mean.mul_(MeanDecay).add_(penalized, 1 - MeanDecay);
        square.mul_(SquareDecay).addcmul_(penalized, penalized, 1 - SquareDecay);
        parameter.addcdiv_(mean, square.sqrt().mul_(scale).add_(Epsilon), -size);
    }

    private void Move(Span<float> weights, Span<float> gradients, Span<float> means, Span<float> squares, float size, float scale)
    {
        int vectorized = weights.Length - (weights.Length % Vector<float>.Count);
        Span<Vector<float>> weightVectors = MemoryMarshal.Cast<float, Vector<float>>(weights[..vectorized]);
        Span<Vector<float>> gradientVectors = MemoryMarshal.Cast<float, Vector<float>>(gradients[..vectorized]);
        Span<Vector<float>> meanVectors = MemoryMarshal.Cast<float, Vector<float>>(means[..vectorized]);
        Span<Vector<float>> squareVectors = MemoryMarshal.Cast<float, Vector<float>>(squares[..vectorized]);
        for (int index = 0; index < weightVectors.Length; index++)
        {
            Vector<float> gradient = gradientVectors[index] + (_l2 * weightVectors[index]);
            Vector<float> mean = (MeanDecay * meanVectors[index]) + ((1 - MeanDecay) * gradient);
            Vector<float> square = (SquareDecay * squareVectors[index]) + ((1 - SquareDecay) * gradient * gradient);
            meanVectors[index] = mean;
            squareVectors[index] = square;
            weightVectors[index] -= size * mean / ((Vector.SquareRoot(square) * scale) + new Vector<float>(Epsilon));
        }

        for (int index = vectorized; index < weights.Length; index++)
        {
            float gradient = gradients[index] + (_l2 * weights[index]);
            means[index] = (MeanDecay * means[index]) + ((1 - MeanDecay) * gradient);
            squares[index] = (SquareDecay * squares[index]) + ((1 - SquareDecay) * gradient * gradient);
            weights[index] -= size * means[index] / ((MathF.Sqrt(squares[index]) * scale) + Epsilon);
        }
    }
}
