using Colorize.Colorization;
using Colorize.Functions.Hosting;
using Colorize.Imaging;
using Colorize.Inference;
using Colorize.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Colorize.Tests.Functions.Hosting;

public sealed class WarmUpTests
{
    [Fact]
    public async Task One_picture_goes_through_the_networks_before_a_photograph_comes()
    {
        var predictor = new CountingPredictor(failure: null);
        await RunAsync(predictor);
        Assert.Equal(1, predictor.Asked);
    }

    [Fact]
    public async Task Without_models_the_host_goes_on()
    {
        var predictor = new CountingPredictor(new ModelsUnavailableException("There is no model set."));
        await RunAsync(predictor);
        Assert.Equal(1, predictor.Asked);
    }

    /// <summary>Starts it and waits for its end; whatever it throws would end the host.</summary>
    private static async Task RunAsync(CountingPredictor predictor)
    {
        using var warmUp = new WarmUp(new PhotoColorizer(new ImageLimits(), predictor), NullLogger<WarmUp>.Instance);
        await warmUp.StartAsync(TestContext.Current.CancellationToken);
        await warmUp.ExecuteTask!;
    }

    private sealed class CountingPredictor(Exception? failure) : IChromaPredictor
    {
        public int Asked { get; private set; }

        public Task<ChromaPrediction> PredictAsync(
            ReadOnlyMemory<float> lightness, ColorPreferences preferences, CancellationToken cancellationToken)
        {
            Asked++;
            return failure is null
                ? Task.FromResult(new ChromaPrediction("v1", new float[2 * NetworkContract.Pixels], [], Network.ResNet))
                : Task.FromException<ChromaPrediction>(failure);
        }
    }
}
