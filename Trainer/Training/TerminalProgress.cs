using System.Globalization;
using Spectre.Console;

namespace Colorize.Trainer.Training;

/// <summary>Reports a run as a bar for each epoch, for people at a terminal.</summary>
internal sealed class TerminalProgress(ProgressContext context, TimeProvider time) : ITrainingProgress
{
    private ProgressTask? _task;
    private long _started;
    private long _done;
    private double _lossSum;
    private int _epoch;
    private int _epochs;
    private long _pictures;

    /// <summary>Runs something with bars where there is a terminal, and with lines of text elsewhere.</summary>
    public static T Around<T>(TextWriter output, Func<ITrainingProgress, T> run)
    {
        if (output != Console.Out || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            return run(new PlainProgress(output, TimeProvider.System));
        }

        return AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context => run(new TerminalProgress(context, TimeProvider.System)));
    }

    public void Noticed(string line) => AnsiConsole.MarkupLineInterpolated($"{line}");

    public void Resumed(TrainingState state) => AnsiConsole.MarkupLineInterpolated($"{state.Continuation}");

    public void EpochStarted(int epoch, int epochs, long pictures, int validationPictures)
    {
        (_epoch, _epochs, _pictures, _done, _lossSum) = (epoch, epochs, pictures, 0, 0);
        _started = time.GetTimestamp();
        _task = context.AddTask($"epoch {epoch}/{epochs}", maxValue: pictures + validationPictures);
    }

    public void Advanced(int pictures, double loss)
    {
        _done += pictures;
        _lossSum += loss * pictures;
        double rate = _done / time.GetElapsedTime(_started).TotalSeconds;
        TimeSpan left = TimeSpan.FromSeconds((((_epochs - _epoch + 1) * _pictures) - _done) / rate);
        _task!.Description = string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {_epoch}/{_epochs}  loss {_lossSum / _done:0.00000}  {rate:0.0} images/s  {Duration.Plain(left)} left");
        _task.Increment(pictures);
    }

    public void Validated(int pictures) => _task!.Increment(pictures);

    public void EpochEnded(EpochRecord record, bool isBest)
    {
        _task!.Description = string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {record.Epoch}/{_epochs}  {record.Losses}{(isBest ? "  (best)" : string.Empty)}");
        _task.StopTask();
    }
}
