using Azure;

namespace Colorize.Storage;

/// <summary>
/// An ETag as it is written into metadata, rejections and logs: without the quotes that headers put around it and
/// listings leave out, so that a version has one name wherever it was seen.
/// </summary>
public static class UnquotedETag
{
    /// <summary>The text of a version, or nothing where there is none.</summary>
    public static string Of(ETag? eTag) => Of(eTag?.ToString("G"));

    /// <summary>The text of a version that somebody else has written, or nothing where there is none.</summary>
    public static string Of(string? eTag) => (eTag ?? string.Empty).Trim('"');
}
