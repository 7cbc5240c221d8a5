using Microsoft.Extensions.Logging;

namespace Colorize.Inference;

/// <summary>Takes a batch through the model set in use and hands every request its own answer.</summary>
internal sealed class BatchRunner(ActiveModelSet active, InferenceMetrics metrics, TimeProvider time, ILogger<BatchRunner> log)
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
            using var lease = active.TryLease()
                ?? throw new ModelsUnavailableException("There is no model set to colorize with: storage has none, and none is bundled.");
            var started = time.GetTimestamp();
            var predictions = lease.Set.Predict([.. batch.Select(request => request.Photo)]);
            metrics.RecordBatch(batch.Count, time.GetElapsedTime(started));
            foreach (var (request, prediction) in batch.Zip(predictions))
            {
                request.Complete(prediction);
            }
        }
        catch (Exception exception)
        {
            log.LogDebug(exception, "A batch of {Count} photographs failed.", batch.Count);
            foreach (var request in batch)
            {
                request.Fail(exception);
            }
        }
    }
}
