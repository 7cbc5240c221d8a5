using Colorize.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Colorize.Inference;

/// <summary>Says what keeps storage from giving models, once for as long as it lasts, and when it is over.</summary>
internal sealed partial class ModelOutageLog(
    StoredModels stored, ActiveModelSet active, IOptions<InferenceOptions> options, ILogger<ModelOutageLog> logger)
{
    private string? _trouble;

    /// <summary>Tells how it is now; null where nothing is wrong.</summary>
    public void Report(string? trouble)
    {
        if (trouble == _trouble)
        {
            return;
        }

        if (trouble is not null)
        {
            string models = active.Version is { } version ? $"{version} stays" : "the bundled models are";
            LogTrouble(trouble, models, options.Value.ModelPollInterval.TotalSeconds);
        }
        else
        {
            LogTroubleOver(stored.Description);
        }

        _trouble = trouble;
    }

    [LoggerMessage(LogLevel.Warning, "{Trouble}: {Models} in use. Asking again every {Seconds} s.")]
    private partial void LogTrouble(string trouble, string models, double seconds);

    [LoggerMessage(LogLevel.Information, "{Place} can be read and has a model set.")]
    private partial void LogTroubleOver(string place);
}
