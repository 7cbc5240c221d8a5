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
        using Measurements measured = new(host);
        await host.UseAsync(set);

        List<float[]> alone = [];
        for (int seed = 0; seed < 200; seed++)
        {
            alone.Add((await host.Predictor.PredictAsync(Photos.Random(seed), cancellationToken: _cancel)).Ab);
        }

        Assert.Equal(Enumerable.Repeat(1d, 200), measured.BatchSizes);

        ChromaPrediction[] together = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(seed => Task.Run(() => host.Predictor.PredictAsync(Photos.Random(seed), cancellationToken: _cancel))));
        Assert.All(together.Zip(alone), pair => Assert.True(Photos.LargestDifference(pair.First.Ab, pair.Second) < 1e-5f * 255));
    }

    [Theory]
    [InlineData("16", new double[] { 1, 16, 16, 16 })]
    [InlineData("20", new double[] { 1, 20, 20, 8 })]
    [InlineData("64", new double[] { 1, 48 })]
    public async Task Requests_that_wait_go_through_the_networks_together(string maxBatchSize, double[] batches)
    {
        await using HeldNetworks networks = await HeldNetworks.StartAsync(("MaxBatchSize", maxBatchSize));
        Task<ChromaPrediction>[] waiting = networks.Ask(48, _cancel);
        networks.Release();

        await Task.WhenAll([networks.First, .. waiting]);
        Assert.Equal(batches, networks.Measured.BatchSizes);
    }

    [Theory]
    [InlineData("1", new double[] { 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2 })]
    [InlineData("5", new double[] { 1, 5, 5, 5, 5 })]
    [InlineData("64", new double[] { 1, 16, 4 })]
    public async Task On_the_CPU_a_batch_has_a_photograph_for_each_thread_where_no_size_is_set(string threads, double[] batches)
    {
        await using HeldNetworks networks = await HeldNetworks.StartAsync(("ExecutionProvider", "cpu"), ("InferenceThreads", threads));
        Task<ChromaPrediction>[] waiting = networks.Ask(20, _cancel);
        networks.Release();

        await Task.WhenAll([networks.First, .. waiting]);
        Assert.Equal(batches, networks.Measured.BatchSizes);
    }

    [Fact]
    public async Task The_queue_and_the_time_in_the_networks_are_reported()
    {
        await using HeldNetworks networks = await HeldNetworks.StartAsync();
        Measurements measured = networks.Measured;
        Task<ChromaPrediction>[] waiting = networks.Ask(30, _cancel);
        Assert.Equal(30, measured.QueueDepth());
        networks.Release();

        await Task.WhenAll([networks.First, .. waiting]);
        Assert.Equal(0, measured.QueueDepth());
        Assert.Equal(measured.BatchSizes.Length, measured.Durations.Length);
        Assert.All(measured.Durations, seconds => Assert.InRange(seconds, double.Epsilon, 600));
    }

    [Fact]
    public async Task A_full_queue_holds_callers_back_until_there_is_room()
    {
        await using HeldNetworks networks = await HeldNetworks.StartAsync(("QueueCapacity", "8"));
        Task<ChromaPrediction>[] waiting = networks.Ask(100, _cancel);
        Assert.Equal(8, networks.Measured.QueueDepth());
        using CancellationTokenSource cancel = new();
        Task<ChromaPrediction> atTheDoor = networks.Ask(1, cancel.Token)[0];
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => atTheDoor);
        networks.Release();

        Assert.Equal(101, (await Task.WhenAll([networks.First, .. waiting])).Length);
    }

    [Fact]
    public async Task A_request_that_waits_for_models_can_be_taken_back()
    {
        await using InferenceHost host = new();
        using CancellationTokenSource cancel = new();
        Task<ChromaPrediction> request = host.Predictor.PredictAsync(Photos.Random(1), cancellationToken: cancel.Token);
        Assert.False(request.IsCompleted);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }

    [Fact]
    public async Task Requests_that_wait_in_the_queue_can_be_taken_back_without_harm_to_the_others()
    {
        await using HeldNetworks networks = await HeldNetworks.StartAsync();
        using CancellationTokenSource cancel = new();
        Task<ChromaPrediction>[] takenBack = networks.Ask(20, cancel.Token);
        Task<ChromaPrediction>[] kept = networks.Ask(5, _cancel);
        await cancel.CancelAsync();
        foreach (Task<ChromaPrediction> request in takenBack)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        }

        networks.Release();
        await Task.WhenAll([networks.First, .. kept]);
        Assert.Equal(6, networks.Measured.BatchSizes.Sum());
    }

    [Fact]
    public async Task A_request_that_a_batch_has_taken_can_no_longer_be_taken_back()
    {
        PredictionRequest request = new(new PhotoInput(Photos.Random(1)));
        Assert.True(request.TryTake());
        request.TryCancel(new CancellationToken(canceled: true));
        Assert.False(request.Answer.IsCompleted);

        request.Complete(new ChromaPrediction("v1", [], []));
        Assert.Equal("v1", (await request.Answer).ModelVersion);
    }

    [Fact]
    public async Task Networks_that_fail_tell_those_who_asked_and_the_queue_goes_on()
    {
        using var set = TestModelSet.WithResNet();
        await using InferenceHost host = new();
        LoadedModelSet broken = await host.UseAsync(set);
        broken.Dispose();
        float[] photo = Photos.Random(1);
        foreach (Task<ChromaPrediction> request in Enumerable.Range(0, 20)
            .Select(_ => host.Predictor.PredictAsync(photo, cancellationToken: _cancel)).ToArray())
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => request);
        }

        await host.UseAsync(set);
        Assert.Equal("v1", (await host.Predictor.PredictAsync(photo, cancellationToken: _cancel)).ModelVersion);
    }

    [Fact]
    public async Task Closing_answers_those_that_wait_and_refuses_the_rest()
    {
        await using HeldNetworks networks = await HeldNetworks.StartAsync();
        IChromaPredictor predictor = networks.Host.Predictor;
        Task<ChromaPrediction>[] waiting = networks.Ask(40, _cancel);

        ValueTask closing = networks.Host.DisposeAsync();
        networks.Release();
        await closing;
        Assert.All(await Task.WhenAll([networks.First, .. waiting]), answer => Assert.Equal("v1", answer.ModelVersion));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => predictor.PredictAsync(Photos.Random(1), cancellationToken: _cancel));
    }
}
