namespace Colorize.Inference;

/// <summary>
/// One photograph that waits for the networks. It can be taken back until a batch takes it; after that its lightness is
/// being read, and it ends with an answer.
/// </summary>
internal sealed class PredictionRequest(PhotoInput photo)
{
    private const int Waiting = 0;
    private const int Taken = 1;

    // Callers go on elsewhere, not on the thread that feeds the networks.
    private readonly TaskCompletionSource<ChromaPrediction> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state = Waiting;

    /// <summary>The photograph that is asked about.</summary>
    public PhotoInput Photo => photo;

    /// <summary>Ends with the answer.</summary>
    public Task<ChromaPrediction> Answer => _answer.Task;

    /// <summary>Takes the request into a batch; <see langword="false"/> where it has been taken back.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    /// <summary>Takes the request back, unless a batch has it already.</summary>
    public void TryCancel(CancellationToken cancellationToken)
    {
        if (TryTake())
        {
            _answer.SetCanceled(cancellationToken);
        }
    }

    public void Complete(ChromaPrediction prediction) => _answer.SetResult(prediction);

    public void Fail(Exception exception) => _answer.TrySetException(exception);
}
