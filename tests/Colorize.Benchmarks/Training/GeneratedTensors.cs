using Colorize.Tensors;
using Colorize.Trainer.Data;

namespace Colorize.Benchmarks.Training;

/// <summary>Random tensors of a few classes, as a dataset.</summary>
internal sealed class GeneratedTensors(int pictures, int classes) : ITensorSource
{
    public string Description => $"{pictures} generated tensors";

    public int Parallelism => Environment.ProcessorCount;

    public Task<IReadOnlyList<Sample>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Sample>>(
        [.. Enumerable.Range(0, pictures)
            .Select(index => new Sample($"class{index % classes:00}/{index:00000}", $"class{index % classes:00}", "1"))]);

    public Task<LabTensor?> ReadAsync(Sample sample, CancellationToken cancellationToken) => Task.FromResult<LabTensor?>(Of(sample.Name));

    /// <summary>A tensor whose values lie in the ranges of L, a and b.</summary>
    public static LabTensor Of(string name)
    {
        var random = new Random(name.Sum(letter => letter));
        var values = new Half[3 * LabTensor.PlaneLength];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = (Half)(index < LabTensor.PlaneLength ? random.NextSingle() * 100 : (random.NextSingle() - 0.5f) * 100);
        }

        return new LabTensor(values);
    }
}
