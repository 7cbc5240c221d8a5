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
        AuthenticationFailedException => FirstLine(exception),
        null => string.Empty,
        _ => exception.Message.ReplaceLineEndings(" "),
    };

    /// <summary>What storage did instead of what was asked, as a sentence; null where the exception is not storage's.</summary>
    public static string? OfStorage(Exception exception) => exception switch
    {
        AuthenticationFailedException => $"Storage does not know who asks: {FirstLine(exception)}",
        RequestFailedException { Status: > 0 } refused => $"Storage refused ({refused.ErrorCode ?? "no reason"}): {FirstLine(refused)}",
        _ when StorageErrors.IsNoAnswer(exception) => "Storage does not answer.",
        _ => null,
    };

    /// <summary>The first line of an exception's message; what stands below it are headers and traces.</summary>
    public static string FirstLine(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.Message.Split('\n', 2)[0].Trim();
    }
}
