using System.IO.Compression;
using System.Text;
using Colorize.Trainer;
using Colorize.Trainer.Weights;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Weights;

public sealed class StateDictFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.At("weights.pth");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Types_views_and_shared_storages_are_read_as_PyTorch_wrote_them()
    {
        Python.Require("torch");
        Python.Run($"""
            import torch
            base = torch.arange(12, dtype=torch.float32).reshape(3, 4)
            torch.save(dict(
                transposed=base.t(), row=base[1], half=torch.tensor([1.5, -2.0]).half(), count=torch.tensor(70000),
                double=torch.tensor([[0.1]], dtype=torch.float64), parameter=torch.nn.Parameter(torch.ones(2)), text="ignored"),
                '{FilePath}')
            """);
        using IDisposable scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = StateDictFile.Read(FilePath);

        Assert.Equal(["count", "double", "half", "parameter", "row", "transposed"], tensors.Keys.Order());
        Assert.True(tensors["transposed"].Equals(arange(12, ScalarType.Float32).reshape(3, 4).t()));
        Assert.True(tensors["row"].Equals(tensor([4f, 5f, 6f, 7f])));
        Assert.True(tensors["half"].Equals(tensor([1.5f, -2f]).to(ScalarType.Float16)));
        Assert.Equal(70000, tensors["count"].item<long>());
        Assert.Equal(0.1, tensors["double"].item<double>());
    }

    [Theory]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("torch", "load")]
    public void A_pickle_that_asks_for_anything_else_is_refused_by_its_name(string module, string name)
    {
        Write(Encoding.Latin1.GetBytes($"\u0080\u0002c{module}\n{name}\n(X\u0002\0\0\0lstR."));
        TrainingException exception = Assert.Throws<TrainingException>(() => StateDictFile.Read(FilePath));
        Assert.Contains($"{module}.{name}", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((byte)'i')]
    [InlineData((byte)'o')]
    [InlineData((byte)0x81)]
    [InlineData((byte)0x93)]
    [InlineData((byte)0x82)]
    public void An_operation_that_state_dicts_do_not_need_is_refused_by_its_code(byte operation)
    {
        Write([0x80, 2, (byte)'}', operation, (byte)'.']);
        TrainingException exception = Assert.Throws<TrainingException>(() => StateDictFile.Read(FilePath));
        Assert.Contains($"0x{operation:X2}", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0x80, 2 })]
    [InlineData(new byte[] { 0x80, 2, (byte)'t', (byte)'.' })]
    [InlineData(new byte[] { 0x80, 2, (byte)'h', 9, (byte)'.' })]
    [InlineData(new byte[] { 0x80, 2, (byte)'X', 255, 255, 255, 127 })]
    [InlineData(new byte[] { 0x80, 2, (byte)']', (byte)'N', (byte)'N', (byte)'s', (byte)'.' })]
    [InlineData(new byte[] { 0x80, 2, (byte)'N', (byte)')', (byte)'R', (byte)'.' })]
    [InlineData(new byte[] { 0x80, 2, (byte)'N', (byte)'Q', (byte)'.' })]
    [InlineData(new byte[] { 0x80, 2, (byte)'K', 1, (byte)'.' })]
    public void A_damaged_pickle_is_an_error_that_names_the_file(byte[] pickle)
    {
        Write(pickle);
        TrainingException exception = Assert.Throws<TrainingException>(() => StateDictFile.Read(FilePath));
        Assert.Contains(FilePath, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_without_a_pickle_is_refused()
    {
        using (ZipArchive archive = ZipFile.Open(FilePath, ZipArchiveMode.Create))
        {
            archive.CreateEntry("readme.txt");
        }

        Assert.Contains("data.pkl", Assert.Throws<TrainingException>(() => StateDictFile.Read(FilePath)).Message, StringComparison.Ordinal);
    }

    private void Write(byte[] pickle)
    {
        using ZipArchive archive = ZipFile.Open(FilePath, ZipArchiveMode.Create);
        using Stream stream = archive.CreateEntry("archive/data.pkl").Open();
        stream.Write(pickle);
    }
}
