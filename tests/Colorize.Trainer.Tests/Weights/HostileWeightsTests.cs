using System.IO.Compression;
using System.Text;
using Colorize.Tests.Trainer.Weights.Fuzzing;
using Colorize.Trainer;
using Colorize.Trainer.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Weights;

/// <summary>Files of weights that claim more than they have, or would grow in memory, and what is said of each.</summary>
public sealed class HostileWeightsTests : IDisposable
{
    private const int Megabyte = 1 << 20;

    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.At("weights.pth");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, new[] { 1_000_000L, 1_000_000L }, new[] { 0L, 0L })]
    [InlineData(0, new[] { 1L << 62, 4L }, new[] { 0L, 0L })]
    [InlineData(0, new[] { 7L }, new[] { 1L })]
    [InlineData(6, new[] { 1L }, new[] { 1L })]
    [InlineData(0, new[] { 2L, 2L }, new[] { 1L << 62, 1L })]
    [InlineData(long.MaxValue, new[] { 2L }, new[] { 1L })]
    [InlineData(-1, new[] { 1L }, new[] { 1L })]
    [InlineData(0, new[] { -1L }, new[] { 1L })]
    [InlineData(0, new[] { 2L }, new[] { -1L })]
    [InlineData(0, new[] { 2L, 3L }, new[] { 1L })]
    [InlineData(0, new[] { 1L, 1, 1, 1, 1, 1, 1, 1, 1 }, new[] { 1L, 1, 1, 1, 1, 1, 1, 1, 1 })]
    public void A_tensor_that_its_storage_does_not_hold_is_refused(long offset, long[] shape, long[] strides) => AssertRefused(
        StateDictPickle.Of(pickle => pickle.Text("weight").Tensor("0", 6, offset, shape, strides)), ("0", new byte[24]));

    [Fact]
    public void Tensors_that_share_a_storage_take_its_memory_once()
    {
        Write(
            StateDictPickle.Of(pickle =>
            {
                for (int i = 0; i < 2_000; i++)
                {
                    pickle.Text($"{i}").Tensor("0", Megabyte, 0, [Megabyte], [1]);
                }
            }),
            ("0", new byte[4 * Megabyte]));
        using IDisposable scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = StateDictFile.Read(FilePath);
        Assert.Equal(2_000, tensors.Count);
        tensors["0"].fill_(1);
        Assert.Equal(1, tensors["1999"][Megabyte - 1].item<float>());
        foreach (Tensor tensor in tensors.Values)
        {
            tensor.Dispose();
        }
    }

    [Fact]
    public void A_storage_that_was_compressed_to_next_to_nothing_is_refused() => AssertRefused(
        StateDictPickle.Of(pickle => pickle.Text("weight").Tensor("0", 64 * Megabyte, 0, [1], [1], "ByteStorage")),
        "claim more bytes",
        CompressionLevel.SmallestSize,
        ("0", new byte[64 * Megabyte]));

    [Fact]
    public void A_storage_that_is_read_as_many_types_is_refused() => AssertRefused(
        StateDictPickle.Of(pickle =>
        {
            foreach (string type in (string[])["Float", "Int", "Long", "Double", "Short", "Half", "Byte", "Char", "Bool"])
            {
                long length = 80_000 / (type is "Long" or "Double" ? 8 : type is "Float" or "Int" ? 4 : type is "Short" or "Half" ? 2 : 1);
                pickle.Text(type).Tensor("0", length, 0, [1], [1], $"{type}Storage");
            }
        }),
        "claim more bytes",
        CompressionLevel.NoCompression,
        ("0", new byte[80_000]));

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(1L << 40)]
    [InlineData(-6)]
    public void A_storage_of_another_length_than_the_pickle_says_is_refused(long length) => AssertRefused(
        StateDictPickle.Of(pickle => pickle.Text("weight").Tensor("0", length, 0, [6], [1])), ("0", new byte[24]));

    [Fact]
    public void A_pickle_that_was_compressed_to_next_to_nothing_is_refused() => AssertRefused(
        new byte[64 * Megabyte], "larger than", CompressionLevel.SmallestSize);

    [Theory]
    [InlineData((byte)']')]
    [InlineData((byte)'}')]
    [InlineData((byte)'N')]
    [InlineData((byte)0x94)]
    [InlineData((byte)'(')]
    public void A_pickle_of_millions_of_operations_is_refused(byte operation)
    {
        byte[] pickle = [0x80, 2, (byte)'N', .. Enumerable.Repeat(operation, 3_000_000)];
        AssertRefused(pickle, "goes on longer", CompressionLevel.SmallestSize);
    }

    [Fact]
    public void Long_shapes_that_many_tensors_share_are_refused()
    {
        StateDictPickle pickle = new();
        pickle.Numbers(new long[10_000]).Operation((byte)'q', 0);
        pickle.Global("torch._utils", "_rebuild_tensor_v2").Operation((byte)'(').Storage("0", 6).Number(0)
            .Operation((byte)'h', 0, (byte)'h', 0, (byte)'t', (byte)'R');
        AssertRefused(pickle.End(), "shape");
    }

    [Theory]
    [InlineData(new byte[] { 0x95, 255, 255, 255, 255, 255, 255, 255, 127 }, "0x95")]
    [InlineData(new byte[] { 0x8B, 255, 255, 255, 127 }, "0x8B")]
    [InlineData(new byte[] { 0x8A, 255 }, "too large")]
    [InlineData(new byte[] { 0x8E, 255, 255, 255, 255, 255, 255, 255, 127 }, "0x8E")]
    [InlineData(new byte[] { (byte)'j', 255, 255, 255, 255 }, "damaged")]
    [InlineData(new byte[] { (byte)'r', 255, 255, 255, 255 }, "damaged")]
    [InlineData(new byte[] { (byte)'X', 255, 255, 255, 255 }, "damaged")]
    [InlineData(new byte[] { (byte)'B', 255, 255, 255, 127 }, "0x42")]
    public void An_argument_that_asks_for_much_is_refused(byte[] operation, string expected) =>
        AssertRefused([0x80, 2, .. operation, (byte)'.'], expected);

    [Fact]
    public void What_a_file_says_does_not_reach_the_terminal_as_it_is()
    {
        string name = $"{(char)27}[2J{new string('x', 1_000)}";
        TrainingException refusal = AssertRefused(Encoding.UTF8.GetBytes($"cposix\n{name}\n."), "posix.");
        Assert.DoesNotContain(refusal.Message, char.IsControl);
        Assert.True(refusal.Message.Length < 500 + FilePath.Length);
    }

    [Fact]
    public void A_view_with_a_dimension_of_one_is_read()
    {
        Write(StateDictPickle.Of(pickle => pickle.Text("positions").Tensor("0", 6, 0, [1, 6], [0, 1])), ("0", new byte[24]));
        using IDisposable scope = NewDisposeScope();
        Assert.Equal([1L, 6], StateDictFile.Read(FilePath)["positions"].shape);
    }

    [Fact]
    public void A_file_of_the_old_format_is_told_from_a_damaged_one()
    {
        File.WriteAllBytes(FilePath, [0x80, 2, 0x8A, 10, .. new byte[100]]);
        using Linear network = nn.Linear(1, 1);
        TrainingException refusal = Assert.Throws<TrainingException>(() => PretrainedWeights.Load(FilePath, network));
        Assert.Contains("before 1.6", refusal.Message, StringComparison.Ordinal);
    }

    private TrainingException AssertRefused(byte[] pickle, params (string Key, byte[] Content)[] storages) =>
        AssertRefused(pickle, string.Empty, CompressionLevel.NoCompression, storages);

    private TrainingException AssertRefused(
        byte[] pickle,
        string expected,
        CompressionLevel compression = CompressionLevel.NoCompression,
        params (string Key, byte[] Content)[] storages)
    {
        Write(pickle, compression, storages);
        TrainingException refusal = Assert.Throws<TrainingException>(() => StateDictFile.Read(FilePath));
        Assert.Contains(FilePath, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        return refusal;
    }

    private void Write(byte[] pickle, params (string Key, byte[] Content)[] storages) =>
        Write(pickle, CompressionLevel.NoCompression, storages);

    private void Write(byte[] pickle, CompressionLevel compression, (string Key, byte[] Content)[] storages)
    {
        WeightsArchive archive = new WeightsArchive().Add(WeightsArchive.PickleName, pickle, compression);
        foreach ((string key, byte[] content) in storages)
        {
            archive.Add($"archive/data/{key}", content, compression);
        }

        File.WriteAllBytes(FilePath, archive.ToFile());
    }
}
