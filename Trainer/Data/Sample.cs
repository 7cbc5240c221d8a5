namespace Colorize.Trainer.Data;

/// <summary>One picture of a source.</summary>
/// <param name="Name">Its name within the split, <c>class/file</c>.</param>
/// <param name="ClassName">Its class.</param>
/// <param name="Version">Changes when the picture does: an ETag, or size and time of a file.</param>
internal sealed record Sample(string Name, string ClassName, string Version);
