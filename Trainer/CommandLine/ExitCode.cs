namespace Colorize.Trainer.CommandLine;

/// <summary>What the process answers to whoever started it.</summary>
internal static class ExitCode
{
    /// <summary>All is done.</summary>
    public const int Done = 0;

    /// <summary>Something failed; one line on standard error says what.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the environment was wrong.</summary>
    public const int Usage = 2;
}
