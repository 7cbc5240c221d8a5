namespace Colorize.Tests.Infra;

/// <summary>
/// Photographs that arrive steadily, second by second: Event Grid and the queue let through what they can, KEDA looks at the
/// queue every half minute and starts replicas, which work once they have started.
/// </summary>
internal static class ScaleSimulation
{
    private const int PollSeconds = 30;
    private const int Minutes = 30;

    // KEDA's rule for scaling up, as the horizontal pod autoscaler has it by default: at most four more or twice as many.
    private const int StepAtLeast = 4;

    /// <summary>Half an hour of photographs.</summary>
    /// <param name="model">The kind of compute.</param>
    /// <param name="perMinute">Photographs a minute.</param>
    /// <param name="megapixels">The size of each.</param>
    /// <param name="maxReplicas">The most replicas.</param>
    /// <param name="backlogPerReplica">The queue length for which one more replica is started.</param>
    public static ScaleResult Run(ScaleModel model, double perMinute, double megapixels, int maxReplicas, int backlogPerReplica)
    {
        double arriving = perMinute / 60;
        double admitted = Math.Min(arriving, Math.Min(
            ScaleModel.EventLimit,
            Math.Min(ScaleModel.QueueLimit / ScaleModel.QueueOperations, ScaleModel.AccountLimit / ScaleModel.AccountOperations)));
        List<int> readyAt = [model.ColdStart];
        double waiting = 0, longest = 0, busy = 0;
        for (int second = 0; second < Minutes * 60; second++)
        {
            waiting += admitted;
            double done = Math.Min(waiting, readyAt.Count(at => at <= second) * model.PhotosPerSecond(megapixels));
            waiting -= done;
            busy += done / model.PhotosPerSecond(megapixels);
            longest = Math.Max(longest, waiting);
            if (second % PollSeconds == 0)
            {
                int wanted = (int)Math.Ceiling(waiting / backlogPerReplica);
                int allowed = Math.Min(maxReplicas, Math.Max(readyAt.Count * 2, readyAt.Count + StepAtLeast));
                readyAt.AddRange(Enumerable.Repeat(second + model.ColdStart, Math.Max(0, Math.Min(wanted, allowed) - readyAt.Count)));
            }
        }

        return new ScaleResult(
            readyAt.Count, longest, waiting, busy / (Minutes * 60 * readyAt.Count), First(arriving, waiting > longest * 0.9));
    }

    private static string First(double arriving, bool fallsBehind) => arriving switch
    {
        _ when arriving * ScaleModel.QueueOperations > ScaleModel.QueueLimit => "the queue",
        _ when arriving * ScaleModel.AccountOperations > ScaleModel.AccountLimit => "the account",
        _ when arriving > ScaleModel.EventLimit => "Event Grid",
        _ => fallsBehind ? "the replicas" : "nothing",
    };
}
