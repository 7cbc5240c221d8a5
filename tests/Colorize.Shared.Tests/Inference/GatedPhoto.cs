using System.Buffers;
using Colorize.Models;

namespace Colorize.Tests.Inference;

/// <summary>A photograph that holds up whoever reads it until it is let go, so that a queue forms behind it.</summary>
internal sealed class GatedPhoto : MemoryManager<float>
{
    private readonly float[] _values = new float[NetworkContract.Pixels];
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _open = new();

    /// <summary>The photograph; its length can be told without waiting.</summary>
    public ReadOnlyMemory<float> Lightness => CreateMemory(_values.Length);

    /// <summary>Ends when somebody wants to read it.</summary>
    public Task Reached => _reached.Task;

    public void Release() => _open.Set();

    public override Span<float> GetSpan()
    {
        _reached.TrySetResult();
        _open.Wait();
        return _values;
    }

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing) => _open.Dispose();
}
