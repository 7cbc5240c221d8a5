using System.Reflection;

namespace Colorize.Storage;

/// <summary>Why a blob has no output: it can never be processed as it is, or every try failed. The blob itself stays.</summary>
/// <param name="Container">The blob's container.</param>
/// <param name="Path">The blob's name.</param>
/// <param name="Reason">A code for programs, such as <c>TooManyPixels</c>.</param>
/// <param name="Message">What is wrong and what would be right, for a person.</param>
/// <param name="SourceETag">The ETag of the version that was rejected.</param>
/// <param name="Time">When, in UTC.</param>
/// <param name="ProductVersion">The version of Colorize that rejected it.</param>
public sealed record Rejection(
    string Container,
    string Path,
    string Reason,
    string Message,
    string SourceETag,
    DateTimeOffset Time,
    string ProductVersion)
{
    /// <summary>The <see cref="Reason"/> of a blob that failed at every try, for a cause that may pass.</summary>
    public const string GivenUp = "GivenUp";

    /// <summary>The version of Colorize that runs now.</summary>
    public static string CurrentProductVersion { get; } =
        typeof(Rejection).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
