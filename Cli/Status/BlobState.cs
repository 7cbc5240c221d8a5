using System.Text.Json.Serialization;

namespace Colorize.Cli.Status;

/// <summary>How far a blob has come on its way.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BlobState>))]
internal enum BlobState
{
    /// <summary>Its turn will come.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    /// <summary>
    /// Its turn is over, and it has neither output nor rejection: its output was deleted, or the news of it was lost. It is made again.
    /// </summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>Its output is there.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>It can never be processed as it is.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected,

    /// <summary>Every try failed, for a cause that may pass.</summary>
    [JsonStringEnumMemberName("givenup")]
    GivenUp,
}
