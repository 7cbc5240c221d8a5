using Colorize.Models;

namespace Colorize.Tests.Trainer.Reporting;

/// <summary>The report of a set of all three networks, made once for many tests.</summary>
public sealed class WholeReport : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    internal static string[] Classes { get; } = ["a_very_long_name_for_a_class_of_landscapes", "land", "meadow", "shore"];

    internal SmallReport Report { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Report = await SmallReport.CreateAsync(_folder.Path, Classes, Network.AlexNet, Network.ResNet, Network.Ensemble);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
