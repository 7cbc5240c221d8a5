using Colorize.Models;

namespace Colorize.Trainer;

/// <summary>Where a trainer keeps what it needs to go on: caches of the pictures, and a folder for each network's run
/// and for each experiment.</summary>
internal sealed class WorkFolder(string path)
{
    /// <summary>The most that a copy of the pictures may take.</summary>
    public long MaxBytes { get; init; } = long.MaxValue;

    /// <summary>The copies of the pictures.</summary>
    public string Cache => Path.Combine(path, "cache");

    /// <summary>The checkpoints of a network.</summary>
    public string RunOf(Network network) => Path.Combine(path, network.Name());

    /// <summary>The model sets that are published where there is no storage.</summary>
    public string Models => Path.Combine(path, "models");

    /// <summary>The log of what was trained for a model set.</summary>
    public string LogOf(string version) => Path.Combine(path, "logs", version + ".log");

    /// <summary>The folder of an experiment's trainings.</summary>
    public string Experiment(string name) => Path.Combine(path, name);

    /// <summary>The results of an experiment.</summary>
    public string ResultOf(string experiment) => Path.Combine(path, experiment + ".json");
}
