using Azure;

namespace Colorize.Storage;

/// <summary>The rejection of a blob as it was seen at one moment.</summary>
/// <param name="ETag">Its version, or null if the blob had none.</param>
public readonly record struct RejectionSlot(ETag? ETag);
