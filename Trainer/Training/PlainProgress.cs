using System.Globalization;

namespace Colorize.Trainer.Training;

/// <summary>Reports a run in lines of text, for logs and pipes.</summary>
internal sealed class PlainProgress(TextWriter output, TimeProvider time) : ITrainingProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    private long _started;
    private long _lastLine;
    private int _epoch;
    private int _epochs;
    private long _pictures;
    private long _done;
    private double _lossSum;

    public void Noticed(string line) => output.WriteLine(line);

    public void Resumed(TrainingState state) => output.WriteLine(state.Continuation);

    public void EpochStarted(int epoch, int epochs, long pictures, int validationPictures)
    {
        (_epoch, _epochs, _pictures, _done, _lossSum) = (epoch, epochs, pictures, 0, 0);
        _started = _lastLine = time.GetTimestamp();
    }

    public void Advanced(int pictures, double loss)
    {
        _done += pictures;
        _lossSum += loss * pictures;
        if (time.GetElapsedTime(_lastLine) < Interval)
        {
            return;
        }

        _lastLine = time.GetTimestamp();
        double rate = _done / time.GetElapsedTime(_started).TotalSeconds;
        TimeSpan left = TimeSpan.FromSeconds((((_epochs - _epoch + 1) * _pictures) - _done) / rate);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {_epoch}/{_epochs}  {_done}/{_pictures} images  loss {_lossSum / _done:0.00000}  {rate:0.0} images/s  "
                + $"{Duration.Plain(left)} left"));
    }

    public void Validated(int pictures)
    {
    }

    public void EpochEnded(EpochRecord record, bool isBest) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {record.Epoch}/{_epochs} done in {Duration.Plain(TimeSpan.FromSeconds(record.Seconds))}  "
            + $"{record.Losses}{(isBest ? "  (best)" : string.Empty)}"));
}
