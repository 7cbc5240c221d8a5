using Colorize.Imaging;
using Colorize.Preprocessing;
using Colorize.Tensors;
using Colorize.Tests.Hostile;

namespace Colorize.Tests.Fuzzing;

/// <summary>Whatever the bytes, a reader gives a result or its one kind of refusal.</summary>
[Trait("Category", "Long")]
public sealed class FuzzTests
{
    [Fact]
    public void Images_are_decoded_or_refused()
    {
        byte[][] files = [.. OddImages.All().Where(one => one.Width == ImageFiles.Width).Select(one => one.Content)];
        var preprocessor = new ImagePreprocessor(new ImageLimits { MaxPixels = 4_000_000, ProcessingTime = TimeSpan.FromSeconds(5) });
        Fuzzer.Run("image", random => Mutate(files, random), file =>
        {
            try
            {
                preprocessor.ToTensor(file, "fuzzed", TestContext.Current.CancellationToken);
            }
            catch (ImageRejectedException)
            {
            }
        });
    }

    [Fact]
    public void Photographs_come_back_in_colour_with_what_was_written_into_them_or_are_refused()
    {
        byte[][] files =
            [.. Imaging.DescribedFiles.All(), .. OddImages.All().Where(one => one.Width == ImageFiles.Width).Select(one => one.Content)];
        var limits = new ImageLimits { MaxPixels = 1_000_000, ProcessingTime = TimeSpan.FromSeconds(5) };
        Fuzzer.Run("photograph", random => Mutate(files, random), file =>
        {
            try
            {
                Imaging.Neutral.ColorizeAsync(file, limits).GetAwaiter().GetResult();
            }
            catch (ImageRejectedException)
            {
            }
        });
    }

    [Fact]
    public void Tensors_are_read_or_refused()
    {
        byte[][] files = [new LabTensor(new Half[3 * LabTensor.PlaneLength]).ToNpy()];
        Fuzzer.Run("tensor", random => Mutate(files, random), file =>
        {
            try
            {
                LabTensor.Read(new MemoryStream(file));
            }
            catch (NpyFormatException)
            {
            }
        });
    }

    private static byte[] Mutate(byte[][] files, Random random) =>
        new Mutator(random.Next()).Mutate(files[random.Next(files.Length)], files[random.Next(files.Length)]);
}
