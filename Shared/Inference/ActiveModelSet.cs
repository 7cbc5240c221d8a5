namespace Colorize.Inference;

/// <summary>
/// The model set in use. Whoever computes with it holds a lease; a set that has been replaced is disposed when its last
/// lease ends, so a swap neither waits for a photograph nor takes the networks from under it.
/// </summary>
internal sealed class ActiveModelSet : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _initialized = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Holder? _current;

    /// <summary>Ends when models have been looked for once, whether or not any were found.</summary>
    public Task Initialized => _initialized.Task;

    /// <summary>Says that models have been looked for.</summary>
    public void MarkInitialized() => _initialized.TrySetResult();

    /// <summary>The version in use; <see langword="null"/> where there is none.</summary>
    public string? Version
    {
        get
        {
            lock (_gate)
            {
                return _current?.Set.Version;
            }
        }
    }

    /// <summary>Photographs that the set in use has failed for since it last coloured one; 0 where there is no set.</summary>
    public int FailuresInARow
    {
        get
        {
            lock (_gate)
            {
                return _current?.Set.FailuresInARow ?? 0;
            }
        }
    }

    /// <summary>Leases the set in use; <see langword="null"/> where there is none.</summary>
    public ModelSetLease? TryLease()
    {
        lock (_gate)
        {
            if (_current is not { } holder)
            {
                return null;
            }

            holder.Users++;
            return new ModelSetLease(holder.Set, () => Release(holder));
        }
    }

    /// <summary>Puts another set in the place of the one in use, and owns it from now on.</summary>
    public void Replace(LoadedModelSet next) => Exchange(new Holder(next));

    /// <summary>Puts nothing in the place of the set in use.</summary>
    public void Dispose() => Exchange(null);

    private void Exchange(Holder? next)
    {
        Holder? previous;
        lock (_gate)
        {
            (previous, _current) = (_current, next);
        }

        if (previous is not null)
        {
            Release(previous);
        }
    }

    private void Release(Holder holder)
    {
        bool unused;
        lock (_gate)
        {
            unused = --holder.Users == 0;
        }

        if (unused)
        {
            holder.Set.Dispose();
        }
    }

    private sealed class Holder(LoadedModelSet set)
    {
        public LoadedModelSet Set { get; } = set;

        /// <summary>The leases, and one more while the set is the one in use.</summary>
        public int Users { get; set; } = 1;
    }
}
