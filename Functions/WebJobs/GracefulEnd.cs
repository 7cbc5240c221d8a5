using Colorize.Functions.WebJobs.Engine;
using Microsoft.Extensions.Hosting;

namespace Colorize.Functions.WebJobs;

/// <summary>
/// Stops after the engine has stopped looking for images: lets those in work finish, and gives the others back, so that
/// another host takes them at once. The engine waits for some of its images only.
/// </summary>
internal sealed class GracefulEnd(WorkInHand work, StopGrace grace, MessageHolds holds) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await work.WaitForEndAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            // The time is over. What is still in work ends with the token, and its message is given back below.
        }

        await holds.GiveBackAsync(cancellationToken);
    }
}
