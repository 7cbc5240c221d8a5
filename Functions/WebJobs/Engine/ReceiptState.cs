namespace Colorize.Functions.WebJobs.Engine;

/// <summary>Who queues a version of a blob.</summary>
internal enum ReceiptState
{
    /// <summary>This host.</summary>
    Ours,

    /// <summary>Another host, at this moment.</summary>
    AnotherHosts,

    /// <summary>It has been queued.</summary>
    Completed,
}
