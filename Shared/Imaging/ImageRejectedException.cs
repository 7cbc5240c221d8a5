namespace Colorize.Imaging;

/// <summary>
/// An image that can never be processed as it is, however often it is tried. The message is for the person who uploaded it: it names
/// the file, says what is wrong, and what would be right.
/// </summary>
public sealed class ImageRejectedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">The reason as a code.</param>
    /// <param name="message">The reason in plain words.</param>
    /// <param name="innerException">What the codec reported, if anything.</param>
    public ImageRejectedException(RejectionReason reason, string message, Exception? innerException = null)
        : base(message, innerException) => Reason = reason;

    /// <summary>The reason as a code.</summary>
    public RejectionReason Reason { get; }
}
