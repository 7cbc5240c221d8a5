using System.Text.Json;
using Colorize.Inference;
using Colorize.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;

namespace Colorize.Benchmarks.Providers;

/// <summary>Where the nodes of each bundled network run: ONNX Runtime's own profile says it, whatever was asked for.</summary>
internal static class NodePlacement
{
    public static async Task WriteAsync(ExecutionProvider provider, TextWriter output)
    {
        SessionFactory sessions = new(
            Options.Create(new InferenceOptions { ExecutionProvider = provider }), NullLogger<SessionFactory>.Instance);
        BundledModels bundled = new(BundledModels.DefaultFolder);
        string version = (await bundled.ReadCurrentAsync())!.Version;
        ModelManifest manifest = await bundled.ReadManifestAsync(version);
        foreach (ModelFile file in manifest.Files)
        {
            byte[] onnx = await bundled.ReadNetworkAsync(version, file);
            IEnumerable<string> placed = Profile(sessions, onnx, manifest, file.Network)
                .GroupBy(name => name).OrderByDescending(nodes => nodes.Count()).Select(nodes => $"{nodes.Count()} on {nodes.Key}");
            output.WriteLine($"{file.Name}: nodes {string.Join(", ", placed)}");
        }
    }

    /// <summary>The provider of each node that ran.</summary>
    private static string[] Profile(SessionFactory sessions, byte[] onnx, ModelManifest manifest, Network network)
    {
        using SessionOptions options = sessions.Options(onCuda: sessions.UsesCuda);
        options.EnableProfiling = true;
        options.ProfileOutputPathPrefix = Path.Combine(Path.GetTempPath(), "colorize-profile");
        using InferenceSession session = new(onnx, options);
        using RunOptions run = new();
        TensorSpec[] inputs = [.. NetworkContract.Of(network, manifest.Classes.Count).Inputs];
        OrtValue[] values = [.. inputs.Select(ToValue)];
        using (IDisposableReadOnlyCollection<OrtValue> answers = session.Run(
            run, [.. inputs.Select(input => input.Name)], values, [.. session.OutputMetadata.Keys]))
        {
            Array.ForEach(values, value => value.Dispose());
        }

        string profile = session.EndProfiling();
        using JsonDocument events = JsonDocument.Parse(File.ReadAllBytes(profile));
        File.Delete(profile);
        return
        [
            .. events.RootElement.EnumerateArray()
                .Where(each => each.TryGetProperty("args", out JsonElement args) && args.TryGetProperty("provider", out _))
                .Where(each => each.GetProperty("name").GetString()!.EndsWith("_kernel_time", StringComparison.Ordinal))
                .Select(each => each.GetProperty("args").GetProperty("provider").GetString()!),
        ];
    }

    private static OrtValue ToValue(TensorSpec input)
    {
        long[] shape = [.. input.Shape.Select(length => length == NetworkContract.AnyBatch ? 1L : length)];
        float[] values = new float[shape.Aggregate(1L, (product, length) => product * length)];
        Array.Fill(values, 0.5f);
        return OrtValue.CreateTensorValueFromMemory(values, shape);
    }
}
