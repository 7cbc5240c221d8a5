using Azure;

namespace Colorize.Storage;

/// <summary>An exception in one line: the storage client's messages go on for twenty, with headers that nobody reads.</summary>
public static class PlainMessage
{
    /// <summary>The line.</summary>
    public static string Of(Exception exception) => exception switch
    {
        RequestFailedException { Status: > 0 } failed => $"storage answered {failed.Status} {failed.ErrorCode}",
        AggregateException { InnerException: { } inner } => Of(inner),
        null => string.Empty,
        _ => exception.Message.ReplaceLineEndings(" "),
    };
}
