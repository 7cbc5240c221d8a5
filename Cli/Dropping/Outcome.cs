using System.Text.Json.Serialization;

namespace Colorize.Cli.Dropping;

/// <summary>What became of a photograph.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
internal enum Outcome
{
    /// <summary>It is back in colour.</summary>
    [JsonStringEnumMemberName("colorized")]
    Colorized,

    /// <summary>It can never be colorized as it is.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected,

    /// <summary>Every try failed.</summary>
    [JsonStringEnumMemberName("poisoned")]
    Poisoned,

    /// <summary>Nothing came back in time.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,
}
