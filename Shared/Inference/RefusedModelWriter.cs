using Azure;
using Colorize.Models;
using Colorize.Storage;
using Microsoft.Extensions.Logging;

namespace Colorize.Inference;

/// <summary>Leaves word in storage of a model set that is refused, so that whoever asks which one serves is told the truth.</summary>
internal sealed partial class RefusedModelWriter(StoredModels stored, ILogger<RefusedModelWriter> logger)
{
    private string? _reason;

    /// <summary>The set that <c>current.json</c> names is refused; which one serves instead is not settled yet.</summary>
    public void Refuse(string reason) => _reason = reason;

    /// <summary>Leaves word of a refusal, once.</summary>
    /// <param name="current">The file that names the set; null where none does.</param>
    /// <param name="serving">The set that serves; null where none does.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task WriteAsync(CurrentModelFile? current, string? serving, CancellationToken cancellationToken)
    {
        if (current is not null && _reason is { } reason)
        {
            await TryAsync(
                stored.WriteRefusalAsync(new RefusedModel(NameIn(current), current.Tag.ToString(), reason, serving), cancellationToken));
        }

        _reason = null;
    }

    /// <summary>The set that <c>current.json</c> names is in use.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        _reason = null;
        await TryAsync(stored.DeleteRefusalAsync(cancellationToken));
    }

    private static string? NameIn(CurrentModelFile current)
    {
        try
        {
            return current.Parse().Version;
        }
        catch (ModelSetException)
        {
            return null;
        }
    }

    private async Task TryAsync(Task request)
    {
        try
        {
            await request;
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            LogNotWritten(stored.Description, ModelPaths.Refused, PlainMessage.Of(exception));
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Place} does not take {File}, so './colorize status' may name the wrong model set: {Reason}")]
    private partial void LogNotWritten(string place, string file, string reason);
}
