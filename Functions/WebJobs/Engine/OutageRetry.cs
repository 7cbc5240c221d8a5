using Microsoft.Azure.Storage;
using Microsoft.Azure.Storage.RetryPolicies;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>
/// Waits for storage to come back, however long that takes: the engine's loops end at the first error that reaches them.
/// </summary>
internal sealed class OutageRetry : IRetryPolicy
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public IRetryPolicy CreateInstance() => new OutageRetry();

    public bool ShouldRetry(
        int currentRetryCount, int statusCode, Exception lastException, out TimeSpan retryInterval, OperationContext operationContext)
    {
        double wait = FirstWait.TotalMilliseconds * Math.Pow(2, Math.Min(currentRetryCount, 10));
        retryInterval = TimeSpan.FromMilliseconds(Math.Min(wait, LongestWait.TotalMilliseconds));
        // Without a status there was no answer. The client reports a body that broke off as a success.
        return statusCode < 300 || statusCode is 408 or 429 || (statusCode >= 500 && statusCode is not (501 or 505));
    }
}
