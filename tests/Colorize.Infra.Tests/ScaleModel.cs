namespace Colorize.Tests.Infra;

/// <summary>
/// How fast a replica is, and what each photograph asks of the services around it. infra/SCALE.md gives the sources.
/// </summary>
/// <param name="Name">The kind of compute, as in names.bicep.</param>
/// <param name="Cores">The vCPUs of a replica.</param>
/// <param name="NetworkFlops">What the networks get, in floating-point operations a second. 0: they run on the vCPUs.</param>
/// <param name="DollarsPerHour">What a replica costs while it runs.</param>
/// <param name="ColdStart">From the first event to the first photograph, in seconds.</param>
internal sealed record ScaleModel(string Name, int Cores, double NetworkFlops, double DollarsPerHour, int ColdStart)
{
    // Multiply-adds at 128×128, counted layer by layer from the design (see MultiplyAdds below), times two.
    public const double EnsembleFlops = 2 * (MultiplyAdds.AlexNet + MultiplyAdds.Encoder + MultiplyAdds.EnsembleDecoder);

    // Peak FP32 of the data sheets, and the quarter of it that small convolutions get.
    private const double Efficiency = 0.25;
    private const double T4Peak = 8.1e12;
    private const double A100Peak = 19.5e12;

    // Decoding, colours, guided upsampling, encoding, in core-seconds: an estimate on the safe side of what ColorizeBenchmarks gives without
    // the networks (8.5 ms at 0.2 MP, 27 ms a megapixel at 12 MP).
    private const double SecondsPerPhoto = 0.010;
    private const double SecondsPerMegapixel = 0.080;

    // The two networks on one core of that machine, at a batch of 16: 6.9 + 3.3 ms.
    private const double NetworkSecondsOnACore = 0.0102;

    // A queue serves 2,000 messages a second and an account 20,000 requests; Event Grid 5,000 events a topic.
    public const double QueueLimit = 2000;
    public const double AccountLimit = 20_000;
    public const double EventLimit = 5000;

    // Put, get and delete of the host's message.
    public const double QueueOperations = 3;

    // The upload, the read, the result, the model's poll, and what the host keeps: receipt, lease, properties.
    public const double AccountOperations = 10;

    public static IReadOnlyList<ScaleModel> All { get; } =
    [
        new("Cpu", 4, 0, 0.43, 25),
        new("T4", 8, Efficiency * T4Peak, 0.75, 90),
        new("A100", 24, Efficiency * A100Peak, 3.67, 90),
    ];

    /// <summary>Photographs a second that a replica sustains.</summary>
    public double PhotosPerSecond(double megapixels) =>
        NetworkFlops == 0 ? Cores / (CpuSeconds(megapixels) + NetworkSecondsOnACore) : Math.Min(Cores / CpuSeconds(megapixels), NetworkPerSecond);

    /// <summary>Photographs a second that the networks alone could do.</summary>
    public double NetworkPerSecond => NetworkFlops == 0 ? Cores / NetworkSecondsOnACore : NetworkFlops / EnsembleFlops;

    /// <summary>Dollars for a million photographs, in replicas that are always busy.</summary>
    public double DollarsPerMillion(double megapixels) => 1e6 / PhotosPerSecond(megapixels) / 3600 * DollarsPerHour;

    private static double CpuSeconds(double megapixels) => SecondsPerPhoto + (SecondsPerMegapixel * megapixels);

    private static class MultiplyAdds
    {
        // First six children of ResNet-18 on one channel: 7×7/2, then four 3×3 at 32×32, then four and the shortcut at 16×16.
        public const double Encoder = (49.0 * 64 * 64 * 64) + (4.0 * 9 * 64 * 64 * 32 * 32)
            + (((9.0 * 64 * 128) + (3.0 * 9 * 128 * 128) + (64.0 * 128)) * 16 * 16);

        public const double EnsembleDecoder = (9.0 * 141 * 128 * 16 * 16) + (9.0 * ((128 * 64) + (64 * 64)) * 32 * 32)
            + (9.0 * ((64 * 32) + (32 * 2)) * 64 * 64);

        // torchvision's AlexNet at 128×128 with the pool folded into the first linear layer.
        public const double AlexNet = (121.0 * 64 * 31 * 31) + (25.0 * 64 * 192 * 15 * 15)
            + (9.0 * ((192 * 384) + (384 * 256) + (256 * 256)) * 7 * 7) + (2304.0 * 4096) + (4096.0 * 4096) + (4096.0 * 13);
    }
}
