using Azure;
using Azure.Identity;

namespace Colorize.Storage;

/// <summary>An exception in one line: the storage client's messages go on for twenty, with headers that nobody reads.</summary>
public static class PlainMessage
{
    /// <summary>The line.</summary>
    public static string Of(Exception exception) => exception switch
    {
        RequestFailedException { Status: > 0 } failed => $"storage answered {failed.Status} {failed.ErrorCode}",
        AggregateException { InnerException: { } inner } => Of(inner),
        // Its further lines say of each kind of login why it is not there.
        AuthenticationFailedException => exception.Message.Split('\n', 2)[0].Trim(),
        null => string.Empty,
        _ => exception.Message.ReplaceLineEndings(" "),
    };
}
