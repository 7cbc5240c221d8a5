using Colorize.Models;
using Colorize.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Colorize.Inference;

/// <summary>
/// Keeps the model set in use the one that storage names: it looks at <c>current.json</c> at an interval, loads a new set
/// beside the old one and swaps them. Until storage has a set that can be used, the bundled one serves. A set that fails for
/// photographs in a row is left for the one before.
/// </summary>
internal sealed partial class ModelWatcher(
    StoredModels stored,
    BundledModels bundled,
    ModelSetLoader loader,
    ActiveModelSet active,
    ModelOutageLog outages,
    RefusedModelWriter refused,
    IOptions<InferenceOptions> options,
    TimeProvider time,
    ILogger<ModelWatcher> logger) : BackgroundService
{
    /// <summary>How long the program's start waits for storage before it goes on with the bundled models.</summary>
    private static readonly TimeSpan FirstPollTimeout = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan PollTimeout = TimeSpan.FromMinutes(5);

    /// <summary>So many failures in a row are not the photographs' fault.</summary>
    internal const int MaxFailuresInARow = 5;

    private CurrentModelFile? _seen;
    private (ModelStore Store, CurrentModel Current)? _inUse;
    private (ModelStore Store, CurrentModel Current)? _before;
    private string? _failing;

    /// <summary>Loads the first model set, so that a host which has started is ready for photographs.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await PollAsync(FirstPollTimeout, cancellationToken);
        if (active.Version is null)
        {
            await UseBundledAsync(cancellationToken);
        }

        await refused.WriteAsync(_seen, active.Version, cancellationToken);
        active.MarkInitialized();
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(options.Value.ModelPollInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await ReplaceFailingSetAsync(stoppingToken);
            await PollAsync(PollTimeout, stoppingToken);
            await refused.WriteAsync(_seen, active.Version, stoppingToken);
        }
    }

    private async Task PollAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            CurrentModelFile? file = await stored.ReadCurrentAsync(_seen, either.Token);
            if (file is not null && file != _seen)
            {
                await UseStoredAsync(file, either.Token);
                _seen = file;
            }
            else if (file is null && _seen is not null)
            {
                LogGone(stored.Description, ModelPaths.Current);
                await UseBundledAsync(either.Token);
                _seen = null;
            }

            outages.Report(file is null ? $"{stored.Description} has no model set yet" : null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            string reason = deadline.IsCancellationRequested ? $"no answer within {limit.TotalSeconds:0} s" : ReasonOf(exception);
            outages.Report($"{stored.Description} cannot be read ({reason})");
        }
    }

    private async Task UseStoredAsync(CurrentModelFile file, CancellationToken cancellationToken)
    {
        try
        {
            await UseAsync(stored, file.Parse(), cancellationToken);
            await refused.ClearAsync(cancellationToken);
        }
        catch (ModelSetException exception)
        {
            refused.Refuse(exception.Message);
            LogRefused(stored.Description, exception.Message, ModelPaths.Current, active.Version ?? "the bundled set");
        }
    }

    private async Task UseBundledAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await bundled.ReadCurrentAsync(cancellationToken) is { } current)
            {
                await UseAsync(bundled, current, cancellationToken);
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
        LoadedModelSet loaded = await loader.LoadAsync(store, current.Version, cancellationToken);
        Network network = loaded.Network;
        active.Replace(loaded);
        (_before, _inUse) = (_inUse, (store, current));
        LogInUse(current.Version, store.Description, network);
    }

    private async Task ReplaceFailingSetAsync(CancellationToken cancellationToken)
    {
        if (active.FailuresInARow < MaxFailuresInARow || active.Version is not { } version || version == _failing)
        {
            return;
        }

        _failing = version;
        refused.Refuse($"It has failed for {MaxFailuresInARow} photographs in a row.");
        LogFailing(version, MaxFailuresInARow, ModelPaths.Current);
        if (_before is not var (store, current))
        {
            await UseBundledAsync(cancellationToken);
            return;
        }

        try
        {
            await UseAsync(store, current, cancellationToken);
            _before = null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogRefused(store.Description, ReasonOf(exception), ModelPaths.Current, version);
            await UseBundledAsync(cancellationToken);
        }
    }

    /// <summary>The last try's reason where there were several, and its first line: the others are headers and identifiers.</summary>
    private static string ReasonOf(Exception exception)
    {
        Exception last = exception is AggregateException { InnerExceptions: [.., var inner] } ? inner : exception;
        return PlainMessage.FirstLine(last);
    }

    [LoggerMessage(LogLevel.Information, "Model set {Version} from {Place} is in use, with the {Network}.")]
    private partial void LogInUse(string version, string place, Network network);

    [LoggerMessage(
        LogLevel.Error,
        "The model set in {Place} is refused. {Reason} It is looked at again when {File} changes; {Version} stays in use.")]
    private partial void LogRefused(string place, string reason, string file, string version);

    [LoggerMessage(
        LogLevel.Error,
        "Model set {Version} has failed for {Count} photographs in a row and is left for the one before, until {File} changes.")]
    private partial void LogFailing(string version, int count, string file);

    [LoggerMessage(LogLevel.Information, "{Place} has no {File} any more: the bundled model set is taken again.")]
    private partial void LogGone(string place, string file);

    [LoggerMessage(LogLevel.Error, "The bundled models in {Place} cannot be used, and {Version} is in use. {Reason}")]
    private partial void LogUnusable(string place, string reason, string version);
}
