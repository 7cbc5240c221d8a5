using Colorize.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Colorize.Functions.Hosting;

/// <summary>
/// Sends traces and metrics to an OpenTelemetry collector, where one is named by the standard variables
/// (opentelemetry.io/docs/specs/otel/protocol/exporter); otherwise nothing is collected or sent.
/// </summary>
internal static class TelemetryExport
{
    private const string DefaultServiceName = "colorize-functions";

    private static readonly string[] Endpoints =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    public static IServiceCollection AddTelemetryExport(this IServiceCollection services, IConfiguration configuration)
    {
        if (Endpoints.All(name => string.IsNullOrEmpty(configuration[name])))
        {
            return services;
        }

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(configuration["OTEL_SERVICE_NAME"] ?? DefaultServiceName))
            .WithTracing(tracing => tracing.AddSource(ColorizeTelemetry.Name).AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddMeter(ColorizeTelemetry.Name).AddOtlpExporter());
        return services;
    }
}
