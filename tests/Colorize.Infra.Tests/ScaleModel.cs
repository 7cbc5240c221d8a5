namespace Colorize.Tests.Infra;

/// <summary>
/// How fast a replica is, what it costs, and what each photograph asks of the services around it. infra/SCALE.md gives the
/// sources; all prices are assumptions.
/// </summary>
/// <param name="Name">The kind of compute, as in names.bicep.</param>
/// <param name="Cores">The vCPUs of a replica.</param>
/// <param name="Gibibytes">The memory of a replica.</param>
/// <param name="PeakTeraflops">The GPU's peak FP32. 0: there is none, and the networks run on the vCPUs.</param>
/// <param name="DollarsPerGpuSecond">What the GPU costs.</param>
/// <param name="ColdStart">From the first event to the first photograph, in seconds.</param>
internal sealed record ScaleModel(string Name, int Cores, int Gibibytes, double PeakTeraflops, double DollarsPerGpuSecond, int ColdStart)
{
    // Container Apps bills these apart, by the second, and gives some of each away every month.
    private const double DollarsPerCoreSecond = 0.000024;
    private const double DollarsPerGibibyteSecond = 0.000003;
    private const double FreeCoreSeconds = 180_000;
    private const double FreeGibibyteSeconds = 360_000;

    // The processor time of docs/benchmarks.md, with both cores at work: 21 and 132 ms for a photograph of 0.2 and of 12
    // megapixels, of which the networks take 7.3.
    private const double NetworkCoreSeconds = 2 * 0.0073;
    private const double CoreSecondsPerMegapixel = 2 * (0.132 - 0.021) / (12 - 0.2);
    private const double CoreSecondsPerPhoto = (2 * 0.021) - NetworkCoreSeconds - (0.2 * CoreSecondsPerMegapixel);

    // The networks alone on an H200, in batches of 64; other GPUs by their peak, which small ones beat.
    private const double MeasuredPerSecond = 2467;
    private const double MeasuredPeakTeraflops = 67;

    // A queue serves 2,000 messages a second and an account 20,000 requests; Event Grid 5,000 events a topic.
    public const double QueueLimit = 2000;
    public const double AccountLimit = 20_000;
    public const double EventLimit = 5000;

    // Put, get and delete of the host's message.
    public const double QueueOperations = 3;

    // The upload, the read, the result, the model's poll, and what the host keeps: receipt, lease, properties.
    public const double AccountOperations = 10;

    // A Basic registry; an alert that asks the logs every quarter of an hour; one that watches a metric.
    private const double RegistryDollars = 5;
    private const double LogAlertDollars = 0.5;
    private const double MetricAlertDollars = 0.1;
    private const int LogAlerts = 4;

    // Three minutes that are asked for, and five until an app that has nothing to do sleeps again.
    private const double ReviewSecondsPerMonth = 30 * 8 * 60;

    public static IReadOnlyList<ScaleModel> All { get; } =
    [
        new("Cpu", 4, 8, 0, 0, 25),
        new("T4", 8, 56, 8.1, 0.000102, 90),
        new("A100", 24, 220, 19.5, 0.0006, 90),
    ];

    public bool HasGpu => PeakTeraflops > 0;

    /// <summary>What a replica costs while it runs.</summary>
    public double DollarsPerHour => 3600 * ((Cores * DollarsPerCoreSecond) + (Gibibytes * DollarsPerGibibyteSecond) + DollarsPerGpuSecond);

    /// <summary>What a month costs in which nothing is dropped, with one review a day.</summary>
    public double IdleDollarsPerMonth => RegistryDollars + ((LogAlerts + (HasGpu ? 1 : 0)) * LogAlertDollars) + MetricAlertDollars
        + (Math.Max(0, (Cores * ReviewSecondsPerMonth) - FreeCoreSeconds) * DollarsPerCoreSecond)
        + (Math.Max(0, (Gibibytes * ReviewSecondsPerMonth) - FreeGibibyteSeconds) * DollarsPerGibibyteSecond)
        + (ReviewSecondsPerMonth * DollarsPerGpuSecond);

    /// <summary>Photographs a second that a replica sustains.</summary>
    public double PhotosPerSecond(double megapixels) =>
        HasGpu ? Math.Min(Cores / CoreSeconds(megapixels), NetworkPerSecond) : Cores / (CoreSeconds(megapixels) + NetworkCoreSeconds);

    /// <summary>Photographs a second that the networks alone could do.</summary>
    public double NetworkPerSecond => HasGpu ? MeasuredPerSecond * PeakTeraflops / MeasuredPeakTeraflops : Cores / NetworkCoreSeconds;

    /// <summary>Dollars for a million photographs, in replicas that are always busy.</summary>
    public double DollarsPerMillion(double megapixels) => 1e6 / PhotosPerSecond(megapixels) / 3600 * DollarsPerHour;

    private static double CoreSeconds(double megapixels) => CoreSecondsPerPhoto + (CoreSecondsPerMegapixel * megapixels);
}
