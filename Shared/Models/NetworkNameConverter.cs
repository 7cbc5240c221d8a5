using System.Text.Json.Serialization;

namespace Colorize.Models;

/// <summary>Reads and writes networks by name only: a number would be taken for whichever network has it today.</summary>
public sealed class NetworkNameConverter() : JsonStringEnumConverter<Network>(namingPolicy: null, allowIntegerValues: false);
