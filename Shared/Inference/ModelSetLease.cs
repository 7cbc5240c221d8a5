namespace Colorize.Inference;

/// <summary>The right to compute with a model set until the lease is disposed.</summary>
internal sealed class ModelSetLease(LoadedModelSet set, Action end) : IDisposable
{
    private Action? _end = end;

    /// <summary>The set.</summary>
    public LoadedModelSet Set => set;

    public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
}
