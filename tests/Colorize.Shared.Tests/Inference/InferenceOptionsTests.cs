using Colorize.Inference;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;

namespace Colorize.Tests.Inference;

public sealed class InferenceOptionsTests
{
    [Fact]
    public async Task Settings_are_read_by_name()
    {
        await using InferenceHost host = new(
            ("Network", "resnet"), ("ExecutionProvider", "cpu"), ("BatchWait", "00:00:00.005"), ("MaxBatchSize", "4"));
        InferenceOptions options = host.Get<IOptions<InferenceOptions>>().Value;
        Assert.Equal(NetworkChoice.ResNet, options.Network);
        Assert.Equal(ExecutionProvider.Cpu, options.ExecutionProvider);
        Assert.Equal(TimeSpan.FromMilliseconds(5), options.BatchWait);
        Assert.Equal(4, options.MaxBatchSize);
    }

    [Theory]
    [InlineData("MaxBatchSize", "-1", "Colorize:MaxBatchSize is -1; it must be between 0 and 256.")]
    [InlineData("QueueCapacity", "-1", "Colorize:QueueCapacity is -1; it must be between 1 and 10000.")]
    [InlineData("InferenceThreads", "1000", "Colorize:InferenceThreads is 1000; it must be between 0 and 256.")]
    [InlineData("BatchWait", "00:01:00", "Colorize:BatchWait is 00:01:00; it must be between 00:00:00 and 00:00:01.")]
    [InlineData("ModelPollInterval", "0", "Colorize:ModelPollInterval is 00:00:00; it must be between 00:00:01 and 1.00:00:00.")]
    [InlineData("Network", "7", "Colorize:Network is 7; it must be one of auto, unet, ensemble, resnet.")]
    [InlineData("Network", "vgg", "Colorize:Network is vgg; it must be one of auto, unet, ensemble, resnet.")]
    [InlineData("ExecutionProvider", "gpu", "Colorize:ExecutionProvider is gpu; it must be one of auto, cuda, cpu.")]
    public async Task A_setting_that_cannot_work_is_refused_in_plain_words(string setting, string value, string message)
    {
        await using InferenceHost host = new((setting, value));
        IOptions<InferenceOptions> options = host.Get<IOptions<InferenceOptions>>();
        Assert.Equal(message, Assert.Throws<OptionsValidationException>(() => options.Value).Message);
    }

    [Fact]
    public async Task Cuda_is_refused_where_this_build_lacks_it()
    {
        Assert.SkipWhen(ExecutionProviders.HasCuda(OrtEnv.Instance().GetAvailableProviders()), "This build has CUDA.");
        await using InferenceHost host = new(("ExecutionProvider", "cuda"));
        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(host.Get<SessionFactory>);
        Assert.Equal(
            "Colorize:ExecutionProvider is cuda, but this build of Colorize runs on the CPU only. "
            + "Build it with -p:Accelerator=Cuda, or set Colorize:ExecutionProvider to auto or cpu.",
            refused.Message);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("cpu")]
    public async Task The_log_says_once_what_the_networks_run_on(string provider)
    {
        Assert.SkipWhen(ExecutionProviders.HasCuda(OrtEnv.Instance().GetAvailableProviders()), "This build has CUDA.");
        await using InferenceHost host = new(("ExecutionProvider", provider), ("InferenceThreads", "3"));
        using var set = Onnx.TestModelSet.WithResNet();
        await host.UseAsync(set);
        await host.UseAsync(set);
        Assert.Equal(["Information: The networks run on the CPU, 3 threads."], host.Log.Lines);
    }

    [Fact]
    public async Task The_networks_take_the_cores_that_the_process_has_for_itself()
    {
        await using InferenceHost host = new();
        Assert.Equal(Environment.ProcessorCount, host.Get<SessionFactory>().Threads);
    }
}
