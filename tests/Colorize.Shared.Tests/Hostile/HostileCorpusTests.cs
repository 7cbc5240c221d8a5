using Colorize.Colorization;
using Colorize.Imaging;
using Colorize.Inference;
using Colorize.Preprocessing;
using Colorize.Tensors;
using NetVips;

namespace Colorize.Tests.Hostile;

/// <summary>No file can hurt: each case is colorized with the right size, or refused with a message that names it.</summary>
public sealed class HostileCorpusTests
{
    private static readonly Dictionary<string, HostileCase> Cases =
        OddImages.All().Concat(BrokenImages.All()).ToDictionary(one => one.Name, StringComparer.Ordinal);

    private static readonly PhotoColorizer Colorizer = new(new ImageLimits(), new NeutralPredictor());
    private static readonly ImagePreprocessor Preprocessor = new(new ImageLimits());

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Fact]
    public void The_corpus_has_at_least_150_cases() => Assert.True(Cases.Count >= 150, $"There are {Cases.Count}.");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_file_is_colorized_or_refused_as_expected(string name)
    {
        HostileCase one = Cases[name];
        if (one.Refusals.Length == 0)
        {
            ColorizedPhoto photo = await Colorizer.ColorizeAsync(
                one.Content, name, cancellationToken: TestContext.Current.CancellationToken);
            using Image result = Image.NewFromBuffer(photo.Image);
            Assert.Equal((one.Width, one.Height), (result.Width, result.Height));
            Preprocessor.ToTensor(one.Content, name, TestContext.Current.CancellationToken);
            return;
        }

        ImageRejectedException refusal = await Assert.ThrowsAsync<ImageRejectedException>(
            () => Colorizer.ColorizeAsync(one.Content, name, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains(refusal.Reason, one.Refusals);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ImageRejectedException>(() => Preprocessor.ToTensor(one.Content, name, TestContext.Current.CancellationToken));
    }

    private sealed class NeutralPredictor : IChromaPredictor
    {
        public Task<ChromaPrediction> PredictAsync(
            ReadOnlyMemory<float> lightness, ColorPreferences preferences, CancellationToken cancellationToken) =>
            Task.FromResult(new ChromaPrediction("neutral", new float[2 * LabTensor.PlaneLength], []));
    }
}
