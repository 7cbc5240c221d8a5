namespace Colorize.Imaging.Tiff;

/// <summary>How the decoder's numbers become colours.</summary>
internal enum TiffColors
{
    /// <summary>As the decoder says.</summary>
    AsDeclared,

    /// <summary>CIE L*a*b*, with a and b as signed numbers (TIFF 6.0, section 23).</summary>
    CieLab,

    /// <summary>CIE L*a*b* as ICC profiles have it: a and b with an offset of half the range (TIFF technical note 4).</summary>
    IccLab,
}
