namespace Colorize.Trainer.Data;

/// <summary>The rows to learn from and the rows to watch progress on, both from the train split.</summary>
internal sealed record ValidationSplit(IReadOnlyList<int> Train, IReadOnlyList<int> Validation)
{
    /// <summary>
    /// Takes the same fraction of every class for validation. A picture's place depends on its name only, so it stays
    /// on its side when others are added, whatever the seed.
    /// </summary>
    public static ValidationSplit Create(CachedDataset dataset, double fraction)
    {
        var train = new List<int>();
        var validation = new List<int>();
        foreach (IGrouping<int, int> rows in dataset.Rows.GroupBy(dataset.ClassOf))
        {
            int[] ordered = [.. dataset.InOrderOfHashes(rows)];
            int taken = (int)Math.Round(ordered.Length * fraction);
            validation.AddRange(ordered[..taken]);
            train.AddRange(ordered[taken..]);
        }

        return new ValidationSplit([.. train.Order()], [.. validation.Order()]);
    }
}
