using System.CommandLine;
using Colorize.Trainer.Data;
using Colorize.Trainer.Publishing;

namespace Colorize.Trainer.CommandLine;

/// <summary>The options of the commands that measure a published set: which set, and on which pictures.</summary>
internal sealed class EvaluationSettings
{
    private readonly LocationSettings _locations = new();
    private readonly ModelSettings _models;

    private readonly Option<string> _pictures = Settings.Option(
        "--pictures",
        "A folder of pictures of which nobody has said what they show, to measure on as well; alone, if --data is not given.",
        string.Empty);

    public EvaluationSettings() => _models = new ModelSettings(_locations);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _locations.AddTo(command);
        _models.AddReadingTo(command);
        command.Add(_pictures);
    }

    public WorkFolder Work(ParseResult result) => _locations.Work(result);

    public int Threads(ParseResult result) => _locations.Threads(result);

    /// <summary>Finds the set and measures it.</summary>
    /// <param name="result">The options.</param>
    /// <param name="withDataset">Whether the dataset is needed even where there are other pictures to measure on.</param>
    /// <param name="log">Says what is measured.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TrainingException">There is no such set, or it knows other classes than the pictures have.</exception>
    public async Task<EvaluatedSet> EvaluateAsync(ParseResult result, bool withDataset, TextWriter log, CancellationToken cancellationToken)
    {
        PublishedSet set = await _models.PublishedAsync(result, cancellationToken);
        TestSet? folder = result.GetValue(_pictures) is { Length: > 0 } path
            ? await PictureFolder.OpenAsync(path, Work(result), log, cancellationToken)
            : null;
        OpenedDataset? dataset = withDataset || folder is null || _locations.HasFolder(result)
            ? await OpenedDataset.OpenAsync(_locations.Data(result), Work(result), log, cancellationToken)
            : null;
        try
        {
            return EvaluatedSet.Measure(set, dataset, folder, Threads(result), log, cancellationToken);
        }
        catch
        {
            dataset?.Dispose();
            folder?.Pictures.Dispose();
            throw;
        }
    }
}
