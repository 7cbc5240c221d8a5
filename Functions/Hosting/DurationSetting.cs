using Colorize.Storage;
using Microsoft.Extensions.Configuration;

namespace Colorize.Functions.Hosting;

/// <summary>Reads settings of <c>Colorize__…</c> that are durations.</summary>
internal static class DurationSetting
{
    private const string Section = "Colorize";

    /// <summary>Reads a duration.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="name">The setting, without the section.</param>
    /// <param name="min">The shortest that it may be.</param>
    /// <param name="max">The longest that it may be.</param>
    /// <param name="rule">These bounds in words.</param>
    /// <returns>The duration, or null if it is not set.</returns>
    /// <exception cref="StorageSettingsException">It is no duration, or out of bounds.</exception>
    public static TimeSpan? Read(IConfiguration configuration, string name, TimeSpan min, TimeSpan max, string rule)
    {
        if (configuration[$"{Section}:{name}"] is not { } text)
        {
            return null;
        }

        return TimeSpan.TryParse(text, out TimeSpan duration) && duration >= min && duration <= max
            ? duration
            : throw new StorageSettingsException($"{Section}__{name} is '{text}'. It must be {rule}.");
    }
}
