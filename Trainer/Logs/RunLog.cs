using Colorize.Trainer.Training;

namespace Colorize.Trainer.Logs;

/// <summary>
/// Keeps what a run says, with times, where it can be read when the machine is gone. The log never stops a run: lines
/// that cannot be stored are tried again with the next ones.
/// </summary>
/// <param name="store">Where the log is kept.</param>
/// <param name="console">Where the run is watched.</param>
/// <param name="time">The clock.</param>
internal sealed class RunLog(ILogStore store, TextWriter console, TimeProvider time) : IDisposable
{
    private readonly StampedLines _lines = new(time);
    private bool _complained;

    /// <summary>Takes the lines that both the watcher and the log get.</summary>
    public TextWriter Output => field ??= new TeeWriter(console, _lines);

    /// <summary>Runs a training that is watched with bars where there is a terminal; the log gets lines.</summary>
    public T Follow<T>(Func<ITrainingProgress, T> run) =>
        TerminalProgress.Around(console, watched => run(new LoggedProgress(watched, new PlainProgress(_lines, time), Store)));

    /// <summary>Does something, stores the log at its end and, where it fails, says in the log why.</summary>
    public async Task<T> KeepAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception)
        {
            _lines.WriteLine(Failure.Of(exception)?.Message ?? $"{exception.GetType().Name}: {exception.Message}");
            throw;
        }
        finally
        {
            Store();
        }
    }

    public void Dispose() => _lines.Dispose();

    private void Store()
    {
        try
        {
            _lines.Store(store.Append);
        }
        catch (Exception exception) when (Failure.Of(exception) is { } failure)
        {
            if (!_complained)
            {
                console.WriteLine($"The log cannot be written to {store.Description} now, and will be later: {failure.Message}");
                _complained = true;
            }
        }
    }
}
