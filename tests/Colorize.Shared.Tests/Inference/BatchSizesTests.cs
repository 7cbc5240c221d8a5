using Colorize.Inference;
using Colorize.Models;
using Colorize.Tests.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Colorize.Tests.Inference;

public sealed class BatchSizesTests
{
    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(4, new[] { 1, 4 })]
    [InlineData(16, new[] { 1, 4, 16 })]
    [InlineData(20, new[] { 1, 4, 16, 20 })]
    [InlineData(256, new[] { 1, 4, 16, 64, 256 })]
    public void On_a_GPU_there_are_a_few_sizes_and_each_is_run_at_the_start(int max, int[] sizes)
    {
        BatchSizes few = BatchSizes.Few(max);
        Assert.Equal(sizes, few.ToWarmUp);
        for (int photographs = 1; photographs <= max; photographs++)
        {
            int size = few.For(photographs);
            Assert.Contains(size, sizes);
            Assert.Equal(sizes.First(each => each >= photographs), size);
        }
    }

    [Fact]
    public void On_the_CPU_any_size_will_do()
    {
        BatchSizes any = BatchSizes.Any(16);
        Assert.Equal([1], any.ToWarmUp);
        Assert.All(Enumerable.Range(1, 16), photographs => Assert.Equal(photographs, any.For(photographs)));
    }

    [Fact]
    public void A_batch_that_is_filled_up_gives_each_photograph_the_answer_that_it_gets_alone()
    {
        using TestModelSet set = TestModelSet.WithEnsemble(
            TestNetworks.AlexNet(0, 1, 2, 3), TestNetworks.Ensemble((0, 1), (0.5f, 0), (0, 0.25f), (1, 1)));
        using LoadedModelSet few = Load(set, BatchSizes.Few(16)), any = Load(set, BatchSizes.Any(16));
        PhotoInput[] photos = [.. Enumerable.Range(1, 9).Select(seed => new PhotoInput(Photos.Random(seed)))];

        few.Predict([.. photos.Reverse()]);
        ChromaPrediction[] filledUp = few.Predict(photos[..5]);
        Assert.Equal(5, filledUp.Length);
        foreach ((PhotoInput photo, ChromaPrediction answer) in photos.Zip(filledUp))
        {
            Assert.Equal(any.Predict([photo])[0].Ab, answer.Ab, (one, other) => Math.Abs(one - other) < 1e-3f);
        }
    }

    [Fact]
    public void A_batch_that_is_larger_than_the_set_takes_goes_through_in_parts()
    {
        using TestModelSet set = TestModelSet.WithEnsemble(
            TestNetworks.AlexNet(0, 1, 2, 3), TestNetworks.Ensemble((0, 1), (0.5f, 0), (0, 0.25f), (1, 1)));
        using LoadedModelSet small = Load(set, BatchSizes.Any(2)), large = Load(set, BatchSizes.Any(16));
        PhotoInput[] photos = [.. Enumerable.Range(1, 5).Select(seed => new PhotoInput(Photos.Random(seed)))];

        ChromaPrediction[] parts = small.Predict(photos);
        Assert.Equal(5, parts.Length);
        foreach ((ChromaPrediction part, ChromaPrediction whole) in parts.Zip(large.Predict(photos)))
        {
            Assert.Equal(whole.Ab, part.Ab, (one, other) => Math.Abs(one - other) < 1e-3f);
        }
    }

    private static LoadedModelSet Load(TestModelSet set, BatchSizes sizes) => new(
        set.Manifest,
        Network.Ensemble,
        new Dictionary<Network, InferenceSession>
        {
            [Network.AlexNet] = new(set.Onnx(Network.AlexNet)),
            [Network.Ensemble] = new(set.Onnx(Network.Ensemble)),
        },
        vividness: 0.5f,
        sizes);
}
