namespace Colorize.Tests.Trainer.Training;

/// <summary>
/// Tests that compare two trainings. libtorch has one generator of random numbers in a process, so nothing else may train
/// meanwhile.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LibtorchRandomness
{
    public const string Name = "libtorch's random numbers";
}
