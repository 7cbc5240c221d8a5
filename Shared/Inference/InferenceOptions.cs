namespace Colorize.Inference;

/// <summary>How the networks are run: the settings <c>Colorize__…</c> of the same names.</summary>
public sealed class InferenceOptions
{
    /// <summary>The section of the configuration that the settings are in.</summary>
    public const string Section = "Colorize";

    /// <summary>Which colorizer is used: <c>auto</c>, <c>unet</c>, <c>ensemble</c> or <c>resnet</c>.</summary>
    public NetworkChoice Network { get; set; } = NetworkChoice.Auto;

    /// <summary>How vivid the U-Net's colours are, from 0 (faithful: what squared error asks for) to 1 (rare and strong colours).</summary>
    public float Vividness { get; set; } = 0.5f;

    /// <summary>What the networks run on: <c>auto</c>, <c>cuda</c> or <c>cpu</c>.</summary>
    public ExecutionProvider ExecutionProvider { get; set; } = ExecutionProvider.Auto;

    /// <summary>Threads that a network computes with, from 1 to 256; 0 takes as many as the process has cores for itself.</summary>
    public int InferenceThreads { get; set; }

    /// <summary>The most photographs that go through the networks at once, from 1 to 256; 0 takes what suits processor or GPU.</summary>
    public int MaxBatchSize { get; set; }

    /// <summary>
    /// How long a batch that is not full waits for more while the networks are busy, up to a second. A photograph that
    /// finds them idle never waits.
    /// </summary>
    public TimeSpan BatchWait { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>The most photographs that wait for the networks, from 1 to 10,000; further callers wait for a place.</summary>
    public int QueueCapacity { get; set; } = 64;

    /// <summary>How often storage is asked for a new model set, from a second to a day.</summary>
    public TimeSpan ModelPollInterval { get; set; } = TimeSpan.FromSeconds(15);
}
