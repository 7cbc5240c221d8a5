namespace Colorize.Tests.Running;

/// <summary>How a command ended.</summary>
internal sealed record CliResult(int Code, string Output, string Errors);
