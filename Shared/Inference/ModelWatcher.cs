using Colorize.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Colorize.Inference;

/// <summary>
/// Keeps the model set in use the one that storage names: it looks at <c>current.json</c> at an interval, loads a new set
/// beside the old one and swaps them. Until storage has a set that can be used, the bundled one serves.
/// </summary>
internal sealed partial class ModelWatcher(
    StoredModels stored,
    BundledModels bundled,
    ModelSetLoader loader,
    ActiveModelSet active,
    IOptions<InferenceOptions> options,
    TimeProvider time,
    ILogger<ModelWatcher> log) : BackgroundService
{
    /// <summary>How long the program's start waits for storage before it goes on with the bundled models.</summary>
    private static readonly TimeSpan FirstLookLimit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LookLimit = TimeSpan.FromMinutes(5);

    private CurrentModelFile? _seen;
    private string? _trouble;

    /// <summary>Loads the first model set, so that a host which has started is ready for photographs.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(FirstLookLimit, cancellationToken).ConfigureAwait(false);
        if (active.Version is null)
        {
            await UseBundledAsync(cancellationToken).ConfigureAwait(false);
        }

        active.Settle();
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(options.Value.ModelPollInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            await LookAsync(LookLimit, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var file = await stored.ReadCurrentAsync(_seen, either.Token).ConfigureAwait(false);
            if (file is not null && file != _seen)
            {
                await TakeAsync(file, either.Token).ConfigureAwait(false);
                _seen = file;
            }
            else if (file is null && _seen is not null)
            {
                LogGone(stored.Description, ModelPaths.Current);
                await UseBundledAsync(either.Token);
                _seen = null;
            }

            Report(file is null ? $"{stored.Description} has no model set yet" : null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = deadline.IsCancellationRequested ? $"no answer within {limit.TotalSeconds:0} s" : ReasonOf(exception);
            Report($"{stored.Description} cannot be read ({reason})");
        }
    }

    private async Task TakeAsync(CurrentModelFile file, CancellationToken cancellationToken)
    {
        try
        {
            await UseAsync(stored, file.Parse(), cancellationToken).ConfigureAwait(false);
        }
        catch (ModelSetException exception)
        {
            log.LogError(
                "The model set in {Place} is refused. {Reason} It is looked at again when {File} changes; {Version} stays in use.",
                stored.Description, exception.Message, ModelPaths.Current, active.Version ?? "the bundled set");
        }
    }

    private async Task UseBundledAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await bundled.ReadCurrentAsync(cancellationToken).ConfigureAwait(false) is { } current)
            {
                await UseAsync(bundled, current, cancellationToken).ConfigureAwait(false);
                return;
            }

            LogUnusable(bundled.Description, "It has no models.", active.Version ?? "no model set");
        }
        catch (Exception exception) when (exception is ModelSetException or IOException or UnauthorizedAccessException)
        {
            LogUnusable(bundled.Description, exception.Message, active.Version ?? "no model set");
        }
    }

    private async Task UseAsync(ModelStore store, CurrentModel current, CancellationToken cancellationToken)
    {
        var loaded = await loader.LoadAsync(store, current.Version, cancellationToken).ConfigureAwait(false);
        var network = loaded.Network;
        active.Replace(loaded);
        log.LogInformation("Model set {Version} from {Place} is in use, with the {Network}.", current.Version, store.Description, network);
    }

    [LoggerMessage(LogLevel.Information, "{Place} has no {File} any more: the bundled model set is taken again.")]
    private partial void LogGone(string place, string file);

    [LoggerMessage(LogLevel.Error, "The bundled models in {Place} cannot be used, and {Version} is in use. {Reason}")]
    private partial void LogUnusable(string place, string reason, string version);

    /// <summary>Says what keeps storage from giving models, once for as long as it lasts, and when it is over.</summary>
    private void Report(string? trouble)
    {
        if (trouble == _trouble)
        {
            return;
        }

        if (trouble is not null)
        {
            log.LogWarning("{Trouble}: {Models} in use. Asking again every {Seconds} s.",
                trouble, active.Version is { } version ? $"{version} stays" : "the bundled models are", options.Value.ModelPollInterval.TotalSeconds);
        }
        else
        {
            log.LogInformation("{Place} can be read and has a model set.", stored.Description);
        }

        _trouble = trouble;
    }

    /// <summary>The last try's reason where there were several, and its first line: the others are headers and identifiers.</summary>
    private static string ReasonOf(Exception exception)
    {
        var last = exception is AggregateException { InnerExceptions: [.., var inner] } ? inner : exception;
        return last.Message.Split('\n', 2)[0].Trim();
    }
}
