using Colorize.Imaging;

namespace Colorize.Tests.Hostile;

/// <summary>A file from somebody who may mean harm, or only has an odd camera, and what must become of it.</summary>
/// <param name="Name">The blob's name.</param>
/// <param name="Content">The file.</param>
/// <param name="Width">Width of the colour photograph, or 0 where the file is refused.</param>
/// <param name="Height">Height of the colour photograph, or 0 where the file is refused.</param>
/// <param name="Refusals">The reasons of which one must be given, where the file is refused.</param>
public sealed record HostileCase(string Name, byte[] Content, int Width, int Height, params RejectionReason[] Refusals)
{
    public static HostileCase Colorized(string name, byte[] content, int width, int height) => new(name, content, width, height);

    public static HostileCase Refused(string name, byte[] content, params RejectionReason[] reasons) => new(name, content, 0, 0, reasons);

    public override string ToString() => Name;
}
