using Microsoft.Extensions.Options;

namespace Colorize.Inference;

/// <summary>Refuses settings that cannot work, at start and in words that a person understands.</summary>
internal sealed class InferenceOptionsValidator : IValidateOptions<InferenceOptions>
{
    public ValidateOptionsResult Validate(string? name, InferenceOptions options)
    {
        List<string> failures = [];
        CheckRange(failures, nameof(options.Vividness), options.Vividness, 0f, 1f);
        CheckRange(failures, nameof(options.InferenceThreads), options.InferenceThreads, 0, 256);
        CheckRange(failures, nameof(options.MaxBatchSize), options.MaxBatchSize, 0, 256);
        CheckRange(failures, nameof(options.QueueCapacity), options.QueueCapacity, 1, 10_000);
        CheckRange(failures, nameof(options.BatchWait), options.BatchWait, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        CheckRange(failures, nameof(options.ModelPollInterval), options.ModelPollInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        if (options.ExecutionProvider == ExecutionProvider.Cuda
            && !ExecutionProviders.HasCuda(OnnxEnvironment.Instance.GetAvailableProviders()))
        {
            failures.Add(ExecutionProviders.CudaMissing);
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckRange<T>(List<string> failures, string setting, T value, T least, T most) where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            failures.Add($"{InferenceOptions.Section}:{setting} is {value}; it must be between {least} and {most}.");
        }
    }
}
