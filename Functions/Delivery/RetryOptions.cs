using Colorize.Functions.Hosting;
using Microsoft.Extensions.Configuration;

namespace Colorize.Functions.Delivery;

/// <summary>How long a delivery is tried again before its message is given back.</summary>
internal static class RetryOptions
{
    // Five tries of a minute span an outage; and a host that stops a function after ten minutes is never that late.
    private static readonly TimeSpan Standard = TimeSpan.FromMinutes(1);

    public static TimeSpan TimeFrom(IConfiguration configuration) => DurationSetting.Read(
        configuration,
        "RetryTime",
        TimeSpan.Zero,
        TimeSpan.FromMinutes(9),
        "a time from 00:00:00 to 00:09:00")
        ?? Standard;
}
