namespace Colorize.Imaging;

/// <summary>Why an image can never be processed as it is.</summary>
public enum RejectionReason
{
    /// <summary>The file holds no bytes.</summary>
    Empty,

    /// <summary>The file is larger than the limit.</summary>
    TooManyBytes,

    /// <summary>The content is no image format that is accepted.</summary>
    UnknownFormat,

    /// <summary>The format is known, but this variant of it cannot be read here.</summary>
    UnsupportedFormat,

    /// <summary>The image has more pixels than the limit.</summary>
    TooManyPixels,

    /// <summary>The file has more pages than the limit.</summary>
    TooManyPages,

    /// <summary>The image's longer side is over the limit.</summary>
    SideTooLong,

    /// <summary>The file is damaged or ends early.</summary>
    Corrupt,

    /// <summary>Decoding took longer than the limit.</summary>
    TooSlow,

    /// <summary>The blob lies at a path that the container's layout does not know.</summary>
    WrongPath,

    /// <summary>The blob's metadata asks for a network or a vividness that there is not.</summary>
    WrongWish,
}
