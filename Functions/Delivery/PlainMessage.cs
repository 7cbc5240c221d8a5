using Azure;

namespace Colorize.Functions.Delivery;

/// <summary>An exception in one line: the storage client's messages go on for twenty, with headers that nobody reads.</summary>
internal static class PlainMessage
{
    public static string Of(Exception exception) => exception switch
    {
        RequestFailedException { Status: > 0 } e => $"storage answered {e.Status} {e.ErrorCode}",
        AggregateException { InnerException: { } inner } => Of(inner),
        _ => exception.Message.ReplaceLineEndings(" "),
    };
}
