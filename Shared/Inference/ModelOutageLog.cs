using Colorize.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Colorize.Inference;

/// <summary>Says what keeps storage from giving models, once for as long as it lasts, and when it is over.</summary>
internal sealed partial class ModelOutageLog(
    StoredModels stored, ActiveModelSet active, IOptions<InferenceOptions> options, ILogger<ModelOutageLog> logger)
{
    private string? _outage;

    /// <summary>Tells how it is now; null where nothing is wrong.</summary>
    public void Report(string? outage)
    {
        if (outage == _outage)
        {
            return;
        }

        if (outage is not null)
        {
            string models = active.Version is { } version ? $"{version} stays" : "the bundled models are";
            LogOutage(outage, models, options.Value.ModelPollInterval.TotalSeconds);
        }
        else
        {
            LogRecovered(stored.Description);
        }

        _outage = outage;
    }

    [LoggerMessage(LogLevel.Warning, "{Outage}: {Models} in use. Asking again every {Seconds} s.")]
    private partial void LogOutage(string outage, string models, double seconds);

    [LoggerMessage(LogLevel.Information, "{Place} can be read and has a model set.")]
    private partial void LogRecovered(string place);
}
