using Colorize.Storage;
using Colorize.Trainer.CommandLine;

namespace Colorize.Tests.Trainer.Storage;

/// <summary>The trainer's identity may read tensors and write models (infra/main.bicep): its code asks for no more.</summary>
public sealed class ContainerUseTests
{
    private static readonly string[] Writing =
        ["Append", "Commit", "Create", "Delete", "OpenWrite", "Set", "Stage", "StartCopy", "SyncCopy", "Undelete", "Upload"];

    private static readonly IReadOnlyList<CompiledCalls> Calls = [.. CompiledCalls.Of(typeof(TrainerCommandLine).Assembly)];

    [Fact]
    public void Only_tensors_and_models_are_opened() =>
        Assert.Equal([ContainerNames.Models, ContainerNames.Tensors], Opened().Select(call => call.Text).Distinct().Order());

    [Fact]
    public void What_opens_the_tensors_writes_nothing()
    {
        HashSet<Type> writers = [.. Calls.Where(Writes).Select(call => call.Caller)];

        Assert.NotEmpty(writers);
        Assert.DoesNotContain(Opened(), call => call.Text == ContainerNames.Tensors && writers.Contains(call.Caller));
    }

    private static IEnumerable<CompiledCalls> Opened() =>
        Calls.Where(call => call.Called.DeclaringType == typeof(StorageClients) && call.Called.Name == nameof(StorageClients.Container));

    private static bool Writes(CompiledCalls call) =>
        call.Called.DeclaringType?.Namespace?.StartsWith("Azure.Storage", StringComparison.Ordinal) == true
        && Writing.Any(verb => call.Called.Name.StartsWith(verb, StringComparison.Ordinal));
}
