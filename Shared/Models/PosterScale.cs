using Colorize.Color;

namespace Colorize.Models;

/// <summary>The poster's numbers: networks see L*/100 and answer (ab + 128)/255.</summary>
public static class PosterScale
{
    /// <summary>What L* is divided by.</summary>
    public const float Lightness = CieLab.White;

    /// <summary>What is added to a* and b* …</summary>
    public const float ChromaOffset = 128;

    /// <summary>… before they are divided by this.</summary>
    public const float Chroma = 255;

    /// <summary>Where grey lies, whose a* and b* are 0.</summary>
    public const float Grey = ChromaOffset / Chroma;
}
