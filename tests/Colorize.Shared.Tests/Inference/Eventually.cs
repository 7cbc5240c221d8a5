namespace Colorize.Tests.Inference;

/// <summary>Waits for what happens on another thread.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Looks again and again until the condition holds, doing something between the looks.</summary>
    public static Task HoldsAsync(Func<bool> condition, Action? between = null) =>
        FoundAsync(() => Task.FromResult(condition() ? "it holds" : null), between);

    /// <summary>Looks again and again until something is there, doing something between the looks.</summary>
    public static async Task<T> FoundAsync<T>(Func<Task<T?>> findAsync, Action? between = null)
        where T : class
    {
        using CancellationTokenSource limit = new(Limit);
        while (true)
        {
            if (await findAsync() is { } found)
            {
                return found;
            }

            between?.Invoke();
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }
}
