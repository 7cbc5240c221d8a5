using Colorize.Storage;

namespace Colorize.Functions.Hosting;

/// <summary>Reads settings that are durations.</summary>
internal static class DurationSetting
{
    /// <summary>Reads a duration.</summary>
    /// <param name="name">The setting, as the person who sets it writes it.</param>
    /// <param name="text">Its value, or null if it is not set.</param>
    /// <param name="min">The shortest that it may be.</param>
    /// <param name="max">The longest that it may be.</param>
    /// <param name="rule">These bounds in words.</param>
    /// <returns>The duration, or null if it is not set.</returns>
    /// <exception cref="StorageSettingsException">It is no duration, or out of bounds.</exception>
    public static TimeSpan? Read(string name, string? text, TimeSpan min, TimeSpan max, string rule)
    {
        if (text is null)
        {
            return null;
        }

        return TimeSpan.TryParse(text, out TimeSpan duration) && duration >= min && duration <= max
            ? duration
            : throw new StorageSettingsException($"{name} is '{text}'. It must be {rule}.");
    }
}
