namespace Colorize.Trainer.Publishing;

/// <summary>A place that model sets are published to.</summary>
internal interface IModelDestination
{
    /// <summary>What people call it.</summary>
    string Description { get; }

    /// <summary>Writes a set, and <c>current.json</c> last, so that nobody sees a part of it.</summary>
    Task PublishAsync(ModelSet set, CancellationToken cancellationToken);
}
