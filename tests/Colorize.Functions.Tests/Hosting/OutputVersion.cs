namespace Colorize.Tests.Hosting;

/// <summary>A version of an output, as a reader saw it.</summary>
internal sealed record OutputVersion(string ETag, string MadeFrom, byte[] Content);
