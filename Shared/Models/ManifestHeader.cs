using System.Text.Json.Serialization;

namespace Colorize.Models;

/// <summary>What every version of the manifest's format has.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record ManifestHeader(int SchemaVersion);
