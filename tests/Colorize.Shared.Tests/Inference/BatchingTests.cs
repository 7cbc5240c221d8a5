using Colorize.Inference;
using Colorize.Tests.Onnx;

namespace Colorize.Tests.Inference;

public sealed class BatchingTests
{
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hundred_requests_at_once_get_the_answers_that_each_would_get_alone()
    {
        using var set = TestModelSet.WithResNet(onnx: TestNetworks.SlowResNet());
        await using InferenceHost host = new();
        using BatchSizes batches = new(host);
        await host.UseAsync(set);

        List<float[]> alone = [];
        for (var seed = 0; seed < 200; seed++)
        {
            alone.Add((await host.Predictor.PredictAsync(Photos.Random(seed), _cancel)).Ab);
        }

        Assert.Equal(Enumerable.Repeat(1, 200), batches.Seen);

        var together = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(seed => Task.Run(() => host.Predictor.PredictAsync(Photos.Random(seed), _cancel))));
        Assert.All(together.Zip(alone), pair => Assert.True(Photos.LargestDifference(pair.First.Ab, pair.Second) < 1e-5f * 255));
    }

    [Theory]
    [InlineData("16", 16)]
    [InlineData("5", 5)]
    public async Task Requests_at_once_go_through_the_networks_in_full_batches(string setting, int maxBatchSize)
    {
        using var set = TestModelSet.WithResNet(onnx: TestNetworks.SlowResNet());
        await using InferenceHost host = new(("MaxBatchSize", setting), ("BatchWait", "00:00:01"));
        using BatchSizes batches = new(host);
        await host.UseAsync(set);
        var photo = Photos.Random(1);

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => host.Predictor.PredictAsync(photo, _cancel)));

        Assert.Equal(64, batches.Seen.Sum());
        Assert.Equal(maxBatchSize, batches.Seen.Max());
        Assert.True(batches.Seen.Length <= (64 / maxBatchSize) + 3, $"The batches were {string.Join(", ", batches.Seen)}.");
    }

    [Fact]
    public async Task A_queue_of_one_place_still_answers_everybody()
    {
        using var set = TestModelSet.WithResNet();
        await using InferenceHost host = new(("QueueCapacity", "1"));
        await host.UseAsync(set);
        var photo = Photos.Random(1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => host.Predictor.PredictAsync(photo, _cancel)));
        Assert.Equal(100, answers.Length);
    }

    [Fact]
    public async Task A_request_that_waits_for_models_can_be_taken_back()
    {
        await using InferenceHost host = new();
        using CancellationTokenSource cancel = new();
        var request = host.Predictor.PredictAsync(Photos.Random(1), cancel.Token);
        Assert.False(request.IsCompleted);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }

    [Fact]
    public async Task Requests_that_wait_in_the_queue_can_be_taken_back_without_harm_to_the_others()
    {
        using var set = TestModelSet.WithResNet(onnx: TestNetworks.SlowResNet(channels: 128));
        await using InferenceHost host = new(("MaxBatchSize", "1"));
        using BatchSizes batches = new(host);
        await host.UseAsync(set);
        var photo = Photos.Random(1);
        using CancellationTokenSource cancel = new();

        var kept = Enumerable.Range(0, 5).Select(_ => host.Predictor.PredictAsync(photo, _cancel)).ToArray();
        var takenBack = Enumerable.Range(0, 20).Select(_ => host.Predictor.PredictAsync(photo, cancel.Token)).ToArray();
        await cancel.CancelAsync();

        foreach (var request in takenBack)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        }

        await Task.WhenAll(kept);
        Assert.Equal(5, batches.Seen.Sum());
    }

    [Fact]
    public async Task A_request_that_a_batch_has_taken_can_no_longer_be_taken_back()
    {
        PredictionRequest request = new(Photos.Random(1));
        Assert.True(request.TryTake());
        request.TryCancel(new CancellationToken(canceled: true));
        Assert.False(request.Answer.IsCompleted);

        request.Complete(new ChromaPrediction("v1", [], []));
        Assert.Equal("v1", (await request.Answer).ModelVersion);
    }

    [Fact]
    public async Task Closing_answers_those_that_wait_and_refuses_the_rest()
    {
        using var set = TestModelSet.WithResNet(onnx: TestNetworks.SlowResNet());
        InferenceHost host = new();
        await host.UseAsync(set);
        var photo = Photos.Random(1);
        var predictor = host.Predictor;
        var waiting = Enumerable.Range(0, 40).Select(_ => predictor.PredictAsync(photo, _cancel)).ToArray();

        await host.DisposeAsync();
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal("v1", answer.ModelVersion));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => predictor.PredictAsync(photo, _cancel));
    }
}
