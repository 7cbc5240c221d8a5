namespace Colorize.Trainer.Publishing;

/// <summary>A place that model sets are published to.</summary>
internal interface IModelDestination
{
    /// <summary>What people call it.</summary>
    string Description { get; }

    /// <summary>Makes sure that the place is there, before hours are spent on what goes to it.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Writes a set, and <c>current.json</c> last, so that nobody sees a part of it.</summary>
    Task PublishAsync(ModelSet set, CancellationToken cancellationToken);

    /// <summary>Writes the report of a set that has been published.</summary>
    Task PublishReportAsync(string version, byte[] report, CancellationToken cancellationToken);
}
