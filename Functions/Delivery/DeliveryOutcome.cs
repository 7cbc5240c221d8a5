namespace Colorize.Functions.Delivery;

/// <summary>How the work on a blob ended.</summary>
internal enum DeliveryOutcome
{
    /// <summary>With an exception: it will be tried again.</summary>
    Failed,

    /// <summary>Its output was made.</summary>
    Done,

    /// <summary>Its output was there already.</summary>
    AlreadyDone,

    /// <summary>It can never be processed, and a rejection says why.</summary>
    Rejected,

    /// <summary>A newer version has its own turn.</summary>
    Overtaken,

    /// <summary>It was deleted before its turn came.</summary>
    Gone,

    /// <summary>The host was asked to stop; it is left for a later try.</summary>
    Stopped,
}
