using Colorize.Tensors;
using CsCheck;

namespace Colorize.Tests.Tensors;

public sealed class LabTensorTests
{
    private static readonly Gen<LabTensor> AnyTensor = Gen.Int.Select(seed =>
    {
        var random = new Random(seed);
        var values = new Half[3 * LabTensor.PlaneLength];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (Half)((random.NextDouble() * 200) - 100);
        }

        return new LabTensor(values);
    });

    [Fact]
    public void A_tensor_returns_from_its_file() => AnyTensor.Sample(
        tensor => LabTensor.Read(new MemoryStream(tensor.ToNpy())).Values.AsSpan().SequenceEqual(tensor.Values), iter: 20);

    [Fact]
    public void The_file_begins_as_the_format_says_and_its_data_is_aligned()
    {
        byte[] file = new LabTensor(new Half[3 * LabTensor.PlaneLength]).ToNpy();
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0], file[..8]);
        int data = 10 + file[8] + (file[9] << 8);
        Assert.Equal(0, data % 64);
        Assert.Equal((byte)'\n', file[data - 1]);
        Assert.Equal(data + (2 * 3 * LabTensor.PlaneLength), file.Length);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 128, 128), }", "<f2")]
    [InlineData("{'descr': '<f2', 'fortran_order': False, 'shape': (3, 64, 64), }", "(3, 128, 128)")]
    [InlineData("{'descr': '<f2', 'fortran_order': True, 'shape': (3, 128, 128), }", "C order")]
    [InlineData("{'descr': '<f2', 'shape': (3, 128, 128), }", "fortran_order")]
    [InlineData("{'descr': '<f2', 'fortran_order': False, 'shape': (99999999999, 128, 128), }", "shape")]
    [InlineData("__import__('os').system('true')", "descr")]
    public void Other_arrays_are_refused_and_the_message_says_what_would_be_right(string dictionary, string expected)
    {
        byte[] header = [0x93, .. "NUMPY"u8, 1, 0, (byte)dictionary.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(dictionary)];
        var stream = new MemoryStream([.. header, .. new byte[2 * 3 * LabTensor.PlaneLength]]);
        NpyFormatException exception = Assert.Throws<NpyFormatException>(() => LabTensor.Read(stream));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_never_give_anything_but_a_format_error()
    {
        byte[] file = new LabTensor(new Half[3 * LabTensor.PlaneLength]).ToNpy();
        Gen.Select(Gen.Int[0, 160], Gen.Byte, Gen.Int[0, file.Length]).Sample((at, value, length) =>
        {
            byte[] damaged = [.. file];
            damaged[at] = value;
            try
            {
                LabTensor.Read(new MemoryStream(damaged, 0, length));
            }
            catch (NpyFormatException)
            {
            }
        });
    }

    [Fact]
    public void A_file_that_ends_early_or_goes_on_is_refused()
    {
        byte[] file = new LabTensor(new Half[3 * LabTensor.PlaneLength]).ToNpy();
        Assert.Throws<NpyFormatException>(() => LabTensor.Read(new MemoryStream(file, 0, file.Length - 1)));
        Assert.Throws<NpyFormatException>(() => LabTensor.Read(new MemoryStream([.. file, 0])));
    }
}
