using Colorize.Imaging;
using Microsoft.Extensions.Options;

namespace Colorize.Functions.Delivery;

/// <summary>
/// A delivery is over before the Functions host ends the function, which would take the whole process with all else that is in work:
/// its last try begins within the time of the tries, and takes at most the time of one photograph.
/// </summary>
/// <param name="retryTime">How long a delivery is tried again.</param>
/// <param name="functionTimeout">After how long the host ends a function; null where it does not.</param>
internal sealed class DeliveryTimeValidator(TimeSpan retryTime, TimeSpan? functionTimeout) : IValidateOptions<ImageLimits>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ImageLimits options) => retryTime + options.ProcessingTime > functionTimeout
        ? ValidateOptionsResult.Fail(
            $"Colorize__Limits__ProcessingTime is {options.ProcessingTime} and Colorize__RetryTime {retryTime}: "
            + $"together longer than functionTimeout ({functionTimeout}, host.json), after which the Functions host ends the process with "
            + "all that is in work. "
            + "Make them shorter, or set AzureFunctionsJobHost__functionTimeout to more.")
        : ValidateOptionsResult.Success;
}
