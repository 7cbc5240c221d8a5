using System.Text.Json;

namespace Colorize.Tests.Infra;

/// <summary>
/// The resources that a template makes, as the Bicep CLI predicts them. infra/check.sh holds the committed files against
/// the templates, so what is true of these is true of the templates.
/// </summary>
internal sealed class Snapshot
{
    private readonly JsonElement _root;

    private Snapshot(string name)
    {
        Text = Repository.Read($"infra/snapshots/{name}.snapshot.json");
        _root = JsonDocument.Parse(Text).RootElement;
    }

    public static Snapshot Gpu { get; } = new("gpu");

    public static Snapshot Cpu { get; } = new("cpu");

    /// <summary>A deployment in a virtual network of its own.</summary>
    public static Snapshot Private { get; } = new("private");

    public static Snapshot Subscriptions { get; } = new("subscriptions");

    public string Text { get; }

    public string Outputs => _root.GetProperty("outputs").GetRawText();

    public IReadOnlyList<JsonElement> OfType(string type) =>
        [.. _root.GetProperty("predictedResources").EnumerateArray().Where(resource => resource.GetProperty("type").GetString() == type)];

    public JsonElement Single(string type) => Assert.Single(OfType(type));

    public JsonElement FunctionApp => Single("Microsoft.App/containerApps");

    public JsonElement TrainerJob => Single("Microsoft.App/jobs");

    /// <summary>The environment variables of a container app or job.</summary>
    public static Dictionary<string, string> Settings(JsonElement app) => app.At("properties.template").GetProperty("containers")[0]
        .GetProperty("env").EnumerateArray()
        .ToDictionary(setting => setting.GetProperty("name").GetString()!, setting => setting.GetProperty("value").GetString()!);
}
