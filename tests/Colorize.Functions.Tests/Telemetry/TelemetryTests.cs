using Colorize.Functions.Hosting;
using Colorize.Storage;
using Colorize.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Colorize.Tests.Telemetry;

public sealed class TelemetryTests(Emulator emulator)
{
    private const string Traces = "/v1/traces";
    private const string Metrics = "/v1/metrics";

    // Beyond the time that the functions are given; a process that hangs takes for ever.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_collector_learns_of_photographs_stages_and_rejections()
    {
        TestAccount account = await emulator.NewAccountAsync();
        using Collector collector = new();
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(
            account.ConnectionString, SendingTo(collector.Endpoint));
        string good = await account.DropAsync(ContainerNames.Grayscale, "seen/good.jpg", TestPhotos.Grey());
        string bad = await account.DropAsync(ContainerNames.Grayscale, "seen/bad.jpg", "no image"u8.ToArray());
        await account.WaitForOutputAsync(ContainerNames.Colorized, "seen/good.jpg", good);
        await account.WaitForRejectionAsync(ContainerNames.Grayscale, "seen/bad.jpg", bad);

        string[] spans = ["colorize-functions", "deliver grayscale", "seen/good.jpg", good, "seen/bad.jpg", bad, "download", "decode",
            "predict", "encode", "upload", "model.version", "Done", "Rejected"];
        string[] measures =
        [
            "colorize.images", "colorize.image.duration", "colorize.stage.duration", "colorize.bytes", "colorize.decoded_bytes_in_flight",
            "colorize.rejections", "UnknownFormat",
            "colorize.inference.batch_size", "colorize.inference.duration", "colorize.inference.queue_depth",
        ];
        await Task.WhenAll(
            [.. spans.Select(text => WaitForAsync(collector, Traces, text)), .. measures
                .Select(text => WaitForAsync(collector, Metrics, text))]);
    }

    [Fact]
    public async Task A_collector_that_is_down_disturbs_nobody()
    {
        TestAccount account = await emulator.NewAccountAsync();
        Uri nobody = new($"http://127.0.0.1:{FreePorts.Take(1)[0]}");
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString, SendingTo(nobody));
        string eTag = await account.DropAsync(ContainerNames.Grayscale, "unseen.jpg", TestPhotos.Grey());
        await account.WaitForOutputAsync(ContainerNames.Colorized, "unseen.jpg", eTag);

        functions.Terminate();

        Assert.Equal(0, await functions.WaitForEndAsync(Timeout));
        Assert.Empty(functions.Errors);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("http://collector:4317", true)]
    public void Nothing_is_collected_unless_a_collector_is_named(string? endpoint, bool collects)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)]).Build();
        ServiceCollection services = new();
        services.AddTelemetryExport(configuration);
        Assert.Equal(collects, services.Count > 0);
    }

    private static (string Name, string Value)[] SendingTo(Uri endpoint) =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.AbsoluteUri),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
        ("OTEL_BSP_SCHEDULE_DELAY", "100"),
    ];

    private static Task<string> WaitForAsync(Collector collector, string path, string text) =>
        TestAccount.WaitAsync($"\"{text}\" in {path}", () => Task.FromResult(collector.Has(path, text) ? text : null));
}
