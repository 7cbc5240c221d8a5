namespace Colorize.Tests.Inference;

/// <summary>Waits for what happens on another thread.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Looks again and again until the condition holds, doing something between the looks.</summary>
    public static async Task HoldsAsync(Func<bool> condition, Action? between = null)
    {
        using CancellationTokenSource limit = new(Limit);
        while (!condition())
        {
            between?.Invoke();
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }
}
