using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Colorize.Tests.Fuzzing;
using Colorize.Trainer;
using Colorize.Trainer.Weights;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Weights.Fuzzing;

/// <summary>
/// Whatever a file of weights says, it gives tensors no larger than itself or a <see cref="TrainingException"/>, and nothing
/// but the few operations and callables that state dicts need is ever carried out.
/// </summary>
[Trait("Category", "Long")]
public sealed class WeightsFuzzTests : IDisposable
{
    private const long MaxAllocated = 256 << 20;

    private static readonly byte[] Operations =
        [.. "(.cQRbNKMJGXqrhj)}]tsuae"u8, 0x80, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8C, 0x94];

    private static readonly string[] Callables =
    [
        "collections\nOrderedDict\n", "torch._utils\n_rebuild_tensor_v2\n", "torch._utils\n_rebuild_parameter\n",
        .. ((string[])["Float", "Double", "Half", "BFloat16", "Long", "Int", "Short", "Char", "Byte", "Bool"])
            .Select(type => $"torch\n{type}Storage\n"),
    ];

    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.At("weights");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_of_PyTorch_are_read_or_refused()
    {
        byte[][] files = [.. PyTorchFiles()];
        Assert.All(files, file => Assert.True(Read(file)));
        Fuzzer.Run("pth", random => new WeightsMutator(random).Mutate(Any(files, random), Any(files, random)), file => Read(file));
        using var process = Process.GetCurrentProcess();
        TestContext.Current.TestOutputHelper?.WriteLine($"Peak resident set {process.PeakWorkingSet64 >> 20} MB.");
    }

    [Fact]
    public void Files_of_safetensors_are_read_or_refused()
    {
        byte[][] files = [.. SafetensorsFiles()];
        Assert.All(files, file => Assert.True(Read(file)));
        Fuzzer.Run(
            "safetensors", random => new SafetensorsMutator(random).Mutate(Any(files, random), Any(files, random)), file => Read(file));
    }

    private static byte[] Any(byte[][] files, Random random) => files[random.Next(files.Length)];

    /// <returns>Whether it was read, rather than refused.</returns>
    private bool Read(byte[] file)
    {
        File.WriteAllBytes(FilePath, file);
        bool isArchive = file.AsSpan().StartsWith("PK"u8);
        bool isRead = ReadWithinBounds(isArchive, file.Length);
        if (isArchive && isRead)
        {
            AssertHarmless(file);
        }

        return isRead;
    }

    private bool ReadWithinBounds(bool isArchive, int size)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        using IDisposable scope = NewDisposeScope();
        try
        {
            Dictionary<string, Tensor> tensors = isArchive
                ? StateDictFile.Read(FilePath)
                : SafetensorsFile.Read(FilePath).Tensors.ToDictionary();
            foreach (Tensor tensor in tensors.Values)
            {
                Assert.InRange(tensor.numel() * tensor.element_size(), 0, size);
                tensor.to(ScalarType.Float64).sum().item<double>();
                tensor.Dispose();
            }

            return true;
        }
        catch (TrainingException exception)
        {
            Assert.Contains(FilePath, exception.Message, StringComparison.Ordinal);
            return false;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocated);
        }
    }

    /// <summary>What has been carried out to the end had no operation and no callable but the few.</summary>
    private static void AssertHarmless(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        using Stream stream = archive.Entries.First(entry => entry.FullName.EndsWith("/data.pkl", StringComparison.Ordinal)).Open();
        using var pickle = new MemoryStream();
        stream.CopyTo(pickle);
        List<PickleOperation> operations = PickleOperation.Split(pickle.ToArray());
        Assert.Equal(PickleOperation.Stop, operations[^1].Code);
        Assert.All(operations, operation =>
        {
            Assert.Contains(operation.Code, Operations);
            if (operation.Code == PickleOperation.Global)
            {
                Assert.Contains(Encoding.UTF8.GetString(operation.Argument), Callables);
            }
        });
    }

    private IEnumerable<byte[]> PyTorchFiles()
    {
        yield return new WeightsArchive()
            .Add(WeightsArchive.PickleName, StateDictPickle.Of(pickle => pickle
                .Text("weight").Tensor("0", 6, 0, [2, 3], [3, 1])
                .Text("bias").Tensor("0", 6, 3, [3], [1])
                .Text("count").Tensor("1", 1, 0, [], [], "LongStorage")))
            .Add("archive/data/0", new byte[24])
            .Add("archive/data/1", new byte[8])
            .Add("archive/version", "3\n"u8.ToArray())
            .ToFile();
        if (!Python.Has("torch"))
        {
            yield break;
        }

        Python.Run($"""
            import torch
            network = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2))
            base = torch.arange(12, dtype=torch.float32).reshape(3, 4)
            torch.save(network.state_dict(), '{_folder.At("0.pth")}')
            torch.save(dict(state_dict=network.state_dict(), epoch=3, lr=0.1, best=None, names=['a', 'b']), '{_folder.At("1.pth")}')
            views = dict(turned=base.t(), row=base[1], wide=base[:1].expand(3, 4)[:, :1])
            torch.save(dict(half=base.half(), bool=base.bool(), parameter=torch.nn.Parameter(base), **views), '{_folder.At("2.pth")}')
            """);
        for (int i = 0; i < 3; i++)
        {
            yield return File.ReadAllBytes(_folder.At($"{i}.pth"));
        }
    }

    private IEnumerable<byte[]> SafetensorsFiles()
    {
        using IDisposable scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>
        {
            ["weight"] = rand(2, 3),
            ["half"] = rand(4).to(ScalarType.Float16),
            ["count"] = tensor(42L),
            ["none"] = empty(0, 3),
        };
        SafetensorsFile.Write(
            FilePath, tensors, new Dictionary<string, string> { ["state"] = JsonSerializer.Serialize(new { Epoch = 3 }) });
        yield return File.ReadAllBytes(FilePath);
        SafetensorsFile.Write(FilePath, tensors.Take(1), new Dictionary<string, string>());
        yield return File.ReadAllBytes(FilePath);
    }
}
