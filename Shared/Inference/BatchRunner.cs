using Microsoft.Extensions.Logging;

namespace Colorize.Inference;

/// <summary>Takes a batch through the model set in use and hands every request its own answer.</summary>
internal sealed partial class BatchRunner(ActiveModelSet active, InferenceMetrics metrics, TimeProvider time, ILogger<BatchRunner> logger)
{
    /// <summary>Answers every request of the batch, be it with an error.</summary>
    public void Run(IReadOnlyList<PredictionRequest> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            using ModelSetLease lease = active.TryLease()
                ?? throw new ModelsUnavailableException("There is no model set to colorize with: storage has none, and none is bundled.");
            long started = time.GetTimestamp();
            ChromaPrediction[] predictions = lease.Set.Predict([.. batch.Select(request => request.Photo)]);
            metrics.RecordBatch(batch.Count, time.GetElapsedTime(started));
            foreach ((PredictionRequest request, ChromaPrediction prediction) in batch.Zip(predictions))
            {
                request.Complete(prediction);
            }
        }
        catch (Exception exception)
        {
            LogFailure(exception, batch.Count);
            foreach (PredictionRequest request in batch)
            {
                request.Fail(exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "A batch of {Count} photographs failed.")]
    private partial void LogFailure(Exception exception, int count);
}
