using System.Text.Json.Serialization;

namespace Colorize.Cli.Dropping;

/// <summary>What became of a photograph.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
internal enum Outcome
{
    /// <summary>It is back in colour.</summary>
    [JsonStringEnumMemberName("colorized")]
    Colorized,

    /// <summary>It can never be colorized as it is, or every try failed.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected,

    /// <summary>Its file could not be read, so it was never uploaded.</summary>
    [JsonStringEnumMemberName("unreadable")]
    Unreadable,

    /// <summary>Its result was deleted from storage, and has not been made again in time.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>Nothing came back in time.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,
}
