namespace Colorize.Cli.Status;

/// <summary>How far the blobs of a container are.</summary>
/// <param name="Container">The container that they were dropped in.</param>
/// <param name="Waiting">Names of those that have neither a result nor a refusal yet.</param>
/// <param name="Done">How many have a result.</param>
/// <param name="Rejected">Why each of the others was refused, by name.</param>
internal sealed record ContainerCounts(string Container, IReadOnlyList<string> Waiting, int Done, IReadOnlyDictionary<string, string> Rejected);
