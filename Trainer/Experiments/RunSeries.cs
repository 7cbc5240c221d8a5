using System.Runtime.InteropServices;
using Colorize.Trainer.Data;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.Experiments;

/// <summary>
/// Goes through many trainings. Each has its own folder, so a series that was killed goes on where it was: what is over
/// is not repeated, and what was under way goes on from its checkpoint.
/// </summary>
internal sealed class RunSeries(CachedDataset training, string folder, TextWriter output)
{
    /// <summary>The folder of a training.</summary>
    public string FolderOf(PlannedRun run) => Path.Combine(folder, run.Folder);

    /// <summary>Trains whatever is not over yet, and tells of each training in turn.</summary>
    /// <param name="plan">The trainings, in their order.</param>
    /// <param name="ended">Is called with the place and the result of each, also of those that were over before.</param>
    /// <param name="cancellationToken">Stops the work; the same plan goes on from there.</param>
    public void Run(IReadOnlyList<PlannedRun> plan, Action<int, RunRecord> ended, CancellationToken cancellationToken)
    {
        RunRecord?[] records = [.. plan.Select(run => RunRecord.TryRead(FolderOf(run)))];
        for (int index = 0; index < plan.Count; index++)
        {
            PlannedRun run = plan[index];
            string title = $"Run {index + 1} of {plan.Count}: {run.Title}";
            if (records[index] is null)
            {
                output.WriteLine($"{title}.{TimeLeft(plan, records)}");
                records[index] = Train(run, cancellationToken);
            }
            else
            {
                output.WriteLine($"{title}. It is done already.");
            }

            ended(index, records[index]!);
        }
    }

    private RunRecord Train(PlannedRun run, CancellationToken cancellationToken)
    {
        string place = FolderOf(run);
        using TrainingObjective objective = run.Create();
        try
        {
            TrainingState state = TerminalProgress.Around(output, progress =>
                new TrainingRun(objective, training, run.Options, place, progress).Run(cancellationToken));
            return Over(place, new RunRecord(objective.Kind, run.Options, state.History, Failure: null));
        }
        catch (DivergedException)
        {
            return Over(place, new RunRecord(objective.Kind, run.Options, [], "the loss is no longer a number"));
        }
        catch (ExternalException exception) when (Failure.IsOutOfMemory(exception))
        {
            // Elsewhere there may be enough, so the folder does not say that it is over.
            return new RunRecord(objective.Kind, run.Options, [], $"there is not enough memory for a batch of {run.Options.BatchSize}");
        }
    }

    /// <summary>
    /// Says in the folder that a training is over; the checkpoint, four times as large as the weights, is then of no use.
    /// </summary>
    private RunRecord Over(string place, RunRecord record)
    {
        record.Write(place);
        new Checkpoint(place).DeleteLatest();
        if (record.Failure is not null)
        {
            output.WriteLine($"It failed: {record.Failure}.");
        }

        return record;
    }

    /// <summary>An estimate from the epochs so far, wherever they were trained.</summary>
    private static string TimeLeft(IReadOnlyList<PlannedRun> plan, RunRecord?[] records)
    {
        int epochs = records.Sum(record => record?.History.Count ?? 0);
        if (epochs == 0)
        {
            return string.Empty;
        }

        int left = plan.Where((_, index) => records[index] is null).Sum(run => run.Options.Epochs);
        double seconds = left * records.Sum(record => record?.Seconds ?? 0) / epochs;
        return $" About {Duration.Plain(TimeSpan.FromSeconds(seconds))} left in all.";
    }
}
