namespace Colorize.Trainer.Data;

/// <summary>The pictures of one class of a dataset.</summary>
/// <param name="Name">The class.</param>
/// <param name="Pictures">How many there are.</param>
/// <param name="Digest">Tells them apart from others: a SHA-256 over their names and contents.</param>
internal sealed record ClassFingerprint(string Name, int Pictures, string Digest);
