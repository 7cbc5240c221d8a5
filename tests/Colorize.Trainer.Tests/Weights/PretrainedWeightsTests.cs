using System.Runtime.InteropServices;
using Colorize.Trainer;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Weights;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Weights;

/// <summary>Files and answers come from PyTorch and torchvision themselves.</summary>
[Trait("Category", "Long")]
public sealed class PretrainedWeightsTests : IDisposable
{
    private const int Batch = 2;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AlexNet_answers_as_torchvisions_does_on_grey()
    {
        Python.Require("torchvision");
        Python.Run(Script("alexnet", "answer = network(grey)"));
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using var network = new AlexNetGray(classes: 1000);

        IReadOnlyList<string> report = PretrainedWeights.Load(_folder.At("weights.pth"), network);
        network.eval();

        AssertClose(network.forward(Input()));
        Assert.Contains(
            report,
            line => line.Contains("features.0.weight", StringComparison.Ordinal) && line.Contains("summed", StringComparison.Ordinal));
        Assert.Equal(16, report.Count(line => line.Contains("taken", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_encoder_answers_as_the_first_six_children_of_resnet18()
    {
        Python.Require("torchvision");
        Python.Run(Script("resnet18", "answer = torch.nn.Sequential(*list(network.children())[:6])((grey - 0.449) / 0.226)"));
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using var encoder = new GrayEncoder();

        IReadOnlyList<string> report = PretrainedWeights.Load(_folder.At("weights.pth"), encoder);
        encoder.eval();

        AssertClose(encoder.forward(Input()));
        Assert.All(report, line => Assert.Contains("taken", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_head_for_other_classes_starts_anew_and_the_rest_is_taken()
    {
        Python.Require("torchvision");
        Python.Run(Script("alexnet", "answer = network(grey)"));
        using var network = new AlexNetGray(classes: 13);
        IReadOnlyList<string> report = PretrainedWeights.Load(_folder.At("weights.pth"), network);
        Assert.Equal(
            2,
            report.Count(
                line => line.Contains("classifier.6", StringComparison.Ordinal) && line.Contains("anew", StringComparison.Ordinal)));
        Assert.Equal(14, report.Count(line => line.Contains("taken", StringComparison.Ordinal)));
    }

    [Fact]
    public void Safetensors_serve_as_well()
    {
        using IDisposable scope = NewDisposeScope();
        using var source = new GrayEncoder();
        using var target = new GrayEncoder();
        Dictionary<string, Tensor> weights = source.state_dict();
        weights["conv1.weight"] = cat([weights["conv1.weight"] / 3, weights["conv1.weight"] / 3, weights["conv1.weight"] / 3], 1);
        SafetensorsFile.Write(_folder.At("weights.safetensors"), weights, new Dictionary<string, string>());

        PretrainedWeights.Load(_folder.At("weights.safetensors"), target);

        foreach ((string name, Tensor tensor) in target.state_dict())
        {
            Assert.True(tensor.allclose(source.state_dict()[name]), $"{name} differs.");
        }
    }

    [Fact]
    public void A_file_without_fitting_tensors_is_refused_by_name()
    {
        using IDisposable scope = NewDisposeScope();
        SafetensorsFile.Write(
            _folder.At("other.safetensors"), new Dictionary<string, Tensor> { ["something"] = rand(3) }, new Dictionary<string, string>());
        using var encoder = new GrayEncoder();
        TrainingException exception = Assert.Throws<TrainingException>(
            () => PretrainedWeights.Load(_folder.At("other.safetensors"), encoder));
        Assert.Contains("something", exception.Message, StringComparison.Ordinal);
    }

    private string Script(string network, string answer) =>
        $"""
        import torch, torchvision
        torch.manual_seed(5)
        network = torchvision.models.{network}(weights=None)
        for module in network.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                torch.nn.init.uniform_(module.running_var, 0.5, 2)
                torch.nn.init.normal_(module.running_mean, 0, 0.1)
        network.eval()
        torch.save(network.state_dict(), '{_folder.At("weights.pth")}')
        l = torch.rand({Batch}, 1, 128, 128)
        grey = l.expand(-1, 3, -1, -1)
        with torch.no_grad():
            {answer}
        l.numpy().tofile('{_folder.At("input")}')
        answer.contiguous().numpy().tofile('{_folder.At("answer")}')
        """;

    private Tensor Input() => tensor(Floats("input")).reshape(Batch, 1, 128, 128);

    private float[] Floats(string file) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(_folder.At(file))).ToArray();

    private void AssertClose(Tensor actual)
    {
        Tensor expected = tensor(Floats("answer")).reshape(actual.shape);
        Assert.True(expected.std().item<float>() > 1e-3, "The network must say something for the comparison to mean anything.");
        Assert.InRange((expected - actual).abs().max().item<float>(), 0, 1e-4);
    }
}
