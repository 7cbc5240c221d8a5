using System.Globalization;
using Colorize.Inference;
using Colorize.Models;
using Colorize.Trainer.Data;

namespace Colorize.Trainer.Evaluation;

/// <summary>Guesses with an exported U-Net at one vividness, and with the exported classifier that it listens to.</summary>
/// <param name="unet">The U-Net; it belongs to the caller, since several of these share it.</param>
/// <param name="classifier">The classifier; it belongs to the caller.</param>
/// <param name="classes">How many classes there are.</param>
/// <param name="vividness">0 to 1.</param>
internal sealed class UNetPredictor(OnnxSession unet, OnnxSession classifier, int classes, float vividness) : IColorPredictor
{
    private readonly NetworkContract _contract = NetworkContract.Of(Network.UNet, classes);

    /// <summary>What the U-Net is measured at: faithful, as the functions use it where nobody says otherwise, and vivid.</summary>
    public static IReadOnlyList<float> Vividnesses { get; } = [0, new InferenceOptions().Vividness, 1];

    public string Name => NameOf(vividness);

    /// <summary>The name of the U-Net at a vividness, <c>unet-0.5</c> for instance.</summary>
    public static string NameOf(float vividness) => string.Create(CultureInfo.InvariantCulture, $"{Network.UNet.Name()}-{vividness:0.##}");

    public void Predict(HostBatch batch, Span<float> chroma)
    {
        float[] probabilities = classifier.Run(batch.Count, (_contract.Inputs[0], batch.Lightness));
        float[] strength = new float[batch.Count];
        Array.Fill(strength, vividness);
        unet.Run(batch.Count, (_contract.Inputs[0], batch.Lightness), (_contract.Inputs[1], probabilities), (_contract.Inputs[2], strength))
            .CopyTo(chroma);
    }
}
