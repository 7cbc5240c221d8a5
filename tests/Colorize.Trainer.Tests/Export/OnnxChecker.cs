namespace Colorize.Tests.Trainer.Export;

/// <summary>The checker of the ONNX project itself.</summary>
internal static class OnnxChecker
{
    public static void Check(byte[] file)
    {
        Python.Require("onnx");
        using var folder = new TemporaryFolder();
        string path = folder.At("network.onnx");
        File.WriteAllBytes(path, file);
        Python.Run($"import onnx; onnx.checker.check_model('{path}', full_check=True)");
    }
}
