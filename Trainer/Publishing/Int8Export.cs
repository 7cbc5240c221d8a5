using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Export.Format;
using Colorize.Trainer.Export.Quantization;
using Google.Protobuf;

namespace Colorize.Trainer.Publishing;

/// <summary>
/// Stores networks in 8 bits: a quarter of the size, and about half of the processor time. Training pictures set the ranges of
/// the activations, others of them decide whether the network is still as good; otherwise it stays as it was.
/// </summary>
internal sealed class Int8Export(CachedDataset training, int threads)
{
    /// <summary>Pictures that set the ranges.</summary>
    private const int CalibrationPictures = 128;

    /// <summary>Pictures that decide.</summary>
    private const int CheckPictures = 1024;

    private const int BatchSize = 16;
    private const int Top = 3;

    /// <summary>
    /// Of wide tensors the whole range or half of it, whichever the network bears better: the U-Net, whose skips have values that lie far
    /// out, loses 0.4 % rather than 0.6 % with half of it, and AlexNet more.
    /// </summary>
    private static readonly float[] RangeShares = [1, 0.5f];

    private readonly TestSet _pictures = new(Splits.Train, training);
    private readonly int[] _rows = [.. training.InOrderOfHashes(training.Rows).Take(CalibrationPictures + CheckPictures)];
    private readonly int _classes = training.ClassNames.Count;

    private int[] CalibrationRows => _rows[..Math.Min(CalibrationPictures, _rows.Length)];

    /// <summary>The pictures that decide; of a small dataset those that set the ranges too.</summary>
    private int[] CheckRows => _rows.Length > CalibrationPictures ? _rows[CalibrationPictures..] : _rows;

    /// <summary>Stores a network in 8 bits if that leaves it as good as it was.</summary>
    /// <param name="network">The network.</param>
    /// <param name="classifier">The exact classifier that it is told by; null where it is told by none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public ExportedNetwork Quantize(ExportedNetwork network, OnnxSession? classifier, CancellationToken cancellationToken)
    {
        if (classifier is null
            && NetworkContract.Of(network.Network, _classes).Inputs.Any(input => input.Name == NetworkContract.ClassProbabilities))
        {
            return network;
        }

        ModelProto exact = ModelProto.Parser.ParseFrom(network.Exact);
        IReadOnlyDictionary<string, ValueRange> ranges = ActivationRanges.Measure(
            exact, QuantizedGraph.Activations(exact), Inputs(network.Network, CalibrationRows, classifier, cancellationToken), threads);
        string measure = network.Network == Network.AlexNet ? QuantizationEffect.Top3 : QuantizationEffect.Mse;
        double before = Measure(network.Network, network.Exact, classifier, cancellationToken);
        ExportedNetwork best = RangeShares.Select(Quantized).MinBy(quantized => quantized.Quantization!.Loss)!;
        return best.Quantization!.IsHarmless ? best : network;

        ExportedNetwork Quantized(float rangeShare)
        {
            byte[] file = QuantizedGraph.Rewrite(exact, ranges, rangeShare).ToByteArray();
            double after = Measure(network.Network, file, classifier, cancellationToken);
            string[] calibratedOn = [.. CalibrationRows.Select(training.NameOf)];
            return network with { File = file, Quantization = new QuantizationEffect(calibratedOn, measure, before, after) };
        }
    }

    private double Measure(Network network, byte[] file, OnnxSession? classifier, CancellationToken cancellationToken)
    {
        using var session = new OnnxSession(file, threads);
        double sum = 0;
        int pictures = 0;
        foreach (HostBatch batch in _pictures.Read(CheckRows, BatchSize, cancellationToken))
        {
            float[] answers = session.Run(batch.Count, InputsOf(network, batch, classifier));
            for (int place = 0; place < batch.Count; place++)
            {
                sum += network == Network.AlexNet ? IsNamed(answers, batch, place) : Error(answers, batch, place);
            }

            pictures += batch.Count;
        }

        return sum / pictures;
    }

    private IEnumerable<(int Count, (TensorSpec Spec, float[] Values)[] Inputs)> Inputs(
        Network network, int[] rows, OnnxSession? classifier, CancellationToken cancellationToken) =>
        _pictures.Read(rows, BatchSize, cancellationToken).Select(batch => (batch.Count, InputsOf(network, batch, classifier)));

    private (TensorSpec Spec, float[] Values)[] InputsOf(Network network, HostBatch batch, OnnxSession? classifier)
    {
        IReadOnlyList<TensorSpec> inputs = NetworkContract.Of(network, _classes).Inputs;
        return [.. inputs.Select(spec => (spec, spec.Name switch
        {
            NetworkContract.ClassProbabilities => classifier!.Run(batch.Count, (inputs[0], batch.Lightness)),
            NetworkContract.Vividness => new float[batch.Count],
            _ => batch.Lightness,
        }))];
    }

    /// <summary>1 where the true class is among the three most probable, 0 otherwise.</summary>
    private double IsNamed(float[] answers, HostBatch batch, int place)
    {
        float[] answer = answers[(place * _classes)..((place + 1) * _classes)];
        return answer.Count(probability => probability > answer[batch.Classes[place]]) < Top ? 1 : 0;
    }

    private static double Error(float[] answers, HostBatch batch, int place)
    {
        const int Length = 2 * HostBatch.Plane;
        float distance = System.Numerics.Tensors.TensorPrimitives.Distance(
            answers.AsSpan(place * Length, Length), batch.Chroma.AsSpan(place * Length, Length));
        return (double)distance * distance / Length;
    }
}
