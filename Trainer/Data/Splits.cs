namespace Colorize.Trainer.Data;

/// <summary>What the two parts of a dataset are called.</summary>
internal static class Splits
{
    /// <summary>The pictures to learn from.</summary>
    public const string Train = "train";

    /// <summary>The pictures that are only ever measured on.</summary>
    public const string Test = "test";

    /// <summary>What the names of further parts begin with that are only measured on, each by itself.</summary>
    public const string FurtherTest = "test-";
}
