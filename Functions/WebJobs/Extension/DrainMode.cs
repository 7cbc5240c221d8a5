using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Listeners;

namespace Colorize.Functions.WebJobs.Extension;

/// <summary>Has the extension's listeners wait for what is in work when they stop. Otherwise they cancel it at once.</summary>
internal sealed class DrainMode : IDrainModeManager
{
    public bool IsDrainModeEnabled => true;

    public void RegisterListener(IListener listener)
    {
        // Nothing is drained before the host stops, and the host stops its listeners itself.
    }

    public Task EnableDrainModeAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
