using Azure;
using Azure.Identity;

namespace Colorize.Cli.Gallery.Album;

/// <summary>What a page says when storage does not do as it is asked.</summary>
internal static class StorageErrorMessage
{
    /// <summary>Whether it is storage that does not do as it is asked.</summary>
    public static bool IsIn(Exception exception) =>
        exception is RequestFailedException or AggregateException or AuthenticationFailedException;

    /// <summary>An error in a line for people.</summary>
    public static string Of(Exception exception) => exception switch
    {
        AuthenticationFailedException => "You are not logged in to Azure any more. Log in (az login), and the gallery goes on.",
        RequestFailedException { Status: 403 } =>
            "Storage refuses: your login lacks the right. Ask for the role Storage Blob Data Contributor on the storage account.",
        RequestFailedException { Status: > 0 } refused =>
            $"Storage refuses ({refused.ErrorCode ?? "no code"}). The gallery goes on asking.",
        _ => "Storage does not answer. The gallery goes on asking.",
    };
}
