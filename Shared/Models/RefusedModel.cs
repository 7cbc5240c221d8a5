namespace Colorize.Models;

/// <summary>
/// A model set that <c>current.json</c> names and that the functions refuse: <c>models/refused.json</c>, for those who ask which set
/// serves.
/// </summary>
/// <param name="Version">The set; null where <c>current.json</c> cannot be read.</param>
/// <param name="Tag">The ETag of that <c>current.json</c>: of another one, this says nothing.</param>
/// <param name="Reason">Why it is refused.</param>
/// <param name="Serving">The set that serves instead; null where none does.</param>
public sealed record RefusedModel(string? Version, string Tag, string Reason, string? Serving)
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxBytes = 64 << 10;
}
