using System.Collections.Concurrent;
using Colorize.Tensors;
using Colorize.Trainer.Data;

namespace Colorize.Tests.Trainer.Data;

/// <summary>Tensors in memory; remembers what was read.</summary>
internal sealed class MemorySource((string Name, LabTensor Tensor)[] pictures) : ITensorSource
{
    public string Description => "the memory";

    public int Parallelism => 2;

    public Dictionary<string, string> Versions { get; } = pictures.ToDictionary(picture => picture.Name, _ => "1");

    public HashSet<string> Unreadable { get; } = [];

    public ConcurrentBag<string> Reads { get; } = [];

    public Task<IReadOnlyList<Sample>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Sample>>(
        [.. pictures.Select(picture => new Sample(picture.Name, picture.Name.Split('/')[0], Versions[picture.Name]))]);

    public Task<LabTensor?> ReadAsync(Sample sample, CancellationToken cancellationToken)
    {
        Reads.Add(sample.Name);
        return Task.FromResult(Unreadable.Contains(sample.Name) ? null : pictures.First(picture => picture.Name == sample.Name).Tensor);
    }
}
