using System.Text;
using Colorize.Trainer;
using Colorize.Trainer.Weights;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Weights;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.At("file.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tensors_and_texts_come_back_as_they_were()
    {
        using IDisposable scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>
        {
            ["plain"] = rand(3, 4),
            ["channels last"] = rand(2, 5, 3, 3).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2),
            ["count"] = tensor(42L),
            ["half"] = rand(7).to(ScalarType.Float16),
            ["none"] = empty(0, 3),
        };

        SafetensorsFile.Write(FilePath, tensors, new Dictionary<string, string> { ["note"] = "ä \"quoted\"" });
        using SafetensorsFile file = SafetensorsFile.Read(FilePath);

        Assert.Equal("ä \"quoted\"", file.Metadata["note"]);
        Assert.Equal(tensors.Keys.Order(), file.Tensors.Keys.Order());
        foreach ((string name, Tensor tensor) in tensors)
        {
            Assert.Equal(tensor.dtype, file.Tensors[name].dtype);
            Assert.Equal(tensor.shape, file.Tensors[name].shape);
            Assert.True(tensor.Equals(file.Tensors[name]));
        }
    }

    /// <summary>The smallest example of the format's description, byte by byte.</summary>
    [Fact]
    public void A_file_made_by_hand_is_read()
    {
        byte[] header = Encoding.UTF8.GetBytes("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""");
        Write(header.Length, header, [0, 0, 128, 63, 0, 0, 0, 64]);
        using SafetensorsFile file = SafetensorsFile.Read(FilePath);
        Assert.Equal([1f, 2f], file.Tensors["t"].data<float>().ToArray());
    }

    [Theory]
    [InlineData("""{"t":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""")]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,16]}}""")]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""")]
    [InlineData("""{"t":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"t":{"dtype":"X9","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"t":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904],"data_offsets":[0,8]}}""")]
    [InlineData("""{"t":7}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public void A_header_that_does_not_fit_the_file_is_refused(string header)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(header);
        Write(bytes.Length, bytes, new byte[8]);
        TrainingException exception = Assert.Throws<TrainingException>(() => SafetensorsFile.Read(FilePath));
        Assert.Contains(FilePath, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(1_000)]
    public void A_header_length_out_of_range_is_refused(long length)
    {
        Write(length, "{}"u8.ToArray(), []);
        Assert.Throws<TrainingException>(() => SafetensorsFile.Read(FilePath));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"U8","shape":[900],"data_offsets":[0,900]},"b":{"dtype":"U8","shape":[900],"data_offsets":[100,1000]}}""",
        "overlap")]
    [InlineData("""{"a":{"dtype":"U8","shape":[0,4611686018427387904,4],"data_offsets":[0,0]}}""", "damaged")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,1]}}""", "shape")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", "damaged")]
    public void Tensors_that_the_file_does_not_hold_are_refused(string header, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(header);
        Write(bytes.Length, bytes, new byte[1000]);
        TrainingException refusal = Assert.Throws<TrainingException>(() => SafetensorsFile.Read(FilePath));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_longer_than_the_file_allocates_nothing()
    {
        const int Megabyte = 1 << 20;
        Write(8L * Megabyte, "{}"u8.ToArray(), []);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<TrainingException>(() => SafetensorsFile.Read(FilePath));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Megabyte);
    }

    private void Write(long length, byte[] header, byte[] data) =>
        File.WriteAllBytes(FilePath, [.. BitConverter.GetBytes(length), .. header, .. data]);
}
