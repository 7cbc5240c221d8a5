using Colorize.Inference;
using Colorize.Tests.Onnx;

namespace Colorize.Tests.Inference;

/// <summary>Networks that are busy with one photograph until it is released, so that a queue forms behind it.</summary>
internal sealed class HeldNetworks : IAsyncDisposable
{
    private readonly TestModelSet _set = TestModelSet.WithResNet();
    private readonly GatedPhoto _gate = new();

    private HeldNetworks(InferenceHost host)
    {
        Host = host;
        Measured = new Measurements(host);
    }

    public InferenceHost Host { get; }

    public Measurements Measured { get; }

    /// <summary>The request that the networks are busy with.</summary>
    public Task<ChromaPrediction> First { get; private set; } = null!;

    public static async Task<HeldNetworks> StartAsync(params (string Setting, string Value)[] settings)
    {
        HeldNetworks networks = new(new InferenceHost(settings));
        await networks.Host.UseAsync(networks._set);
        networks.First = networks.Host.Predictor.PredictAsync(
            networks._gate.Lightness, cancellationToken: TestContext.Current.CancellationToken);
        await networks._gate.Reached;
        return networks;
    }

    /// <summary>Asks for the colours of further photographs, which wait.</summary>
    public Task<ChromaPrediction>[] Ask(int times, CancellationToken cancellationToken)
    {
        float[] photo = Photos.Random(1);
        return [.. Enumerable.Range(0, times).Select(_ => Host.Predictor.PredictAsync(photo, cancellationToken: cancellationToken))];
    }

    public void Release() => _gate.Release();

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Measured.Dispose();
        ((IDisposable)_gate).Dispose();
        _set.Dispose();
    }
}
