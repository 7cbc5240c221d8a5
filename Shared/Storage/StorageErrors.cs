using Azure;
using Azure.Storage.Blobs.Models;

namespace Colorize.Storage;

/// <summary>What the errors of storage mean, whoever asked.</summary>
public static class StorageErrors
{
    private const int NotFound = 404;
    private const int Unauthorized = 401;
    private const int Forbidden = 403;
    private const int PreconditionFailed = 412;

    /// <summary>Whether what was asked for is not there.</summary>
    public static bool IsNotFound(this RequestFailedException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.Status == NotFound;
    }

    /// <summary>Whether whoever asked is not known, or may not do that.</summary>
    public static bool IsForbidden(this RequestFailedException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.Status is Unauthorized or Forbidden;
    }

    /// <summary>Whether nothing answered, at every try: no connection, or nothing on it in time.</summary>
    public static bool IsNoAnswer(Exception exception) => exception switch
    {
        RequestFailedException { Status: 0 } => true,
        AggregateException tries => tries.InnerExceptions.All(one => one is IOException or OperationCanceledException || IsNoAnswer(one)),
        _ => false,
    };

    /// <summary>
    /// Whether a conditional write came too late, since another writer was faster. A blob under lease answers 412 too, but to
    /// every write, for as long as the lease lasts; that is no lost race.
    /// </summary>
    public static bool IsLostRace(this RequestFailedException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return (exception.Status == PreconditionFailed && exception.ErrorCode == BlobErrorCode.ConditionNotMet)
            || exception.ErrorCode == BlobErrorCode.BlobAlreadyExists
            // A writer that commits its blocks discards those of the others.
            || exception.ErrorCode == BlobErrorCode.InvalidBlockList;
    }

    /// <summary>Whether the version that was asked for has been overwritten or deleted.</summary>
    public static bool IsOvertaken(this RequestFailedException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.Status is NotFound or PreconditionFailed;
    }
}
