using System.Text;
using System.Text.Json.Nodes;
using Colorize.Models;

namespace Colorize.Tests.Models;

public sealed class ModelManifestTests
{
    [Fact]
    public void A_manifest_returns_from_its_json()
    {
        byte[] json = TestManifests.Whole.ToJson();
        var read = ModelManifest.Parse(json, "manifest.json");

        Assert.Equal(json, read.ToJson());
        Assert.Equal(TestManifests.Whole.Classes, read.Classes);
        Assert.Equal(TestManifests.Whole.Find(Network.Ensemble)!.Inputs, read.Find(Network.Ensemble)!.Inputs);
        Assert.Equal(0.0033, (double)read.Metrics["resnet"]!["mse"]!);
    }

    [Fact]
    public void The_json_is_what_the_design_says()
    {
        JsonObject json = TestManifests.WholeJson;
        Assert.Equal(
            ["schemaVersion", "version", "created", "classes", "files", "normalization", "training", "metrics"],
            json.Select(property => property.Key));

        JsonNode resnet = json["files"]!.AsArray().Single(file => (string)file!["network"]! == "resnet")!;
        Assert.Equal("resnet.onnx", (string)resnet["name"]!);
        Assert.Equal("""[{"name":"l","shape":[-1,1,128,128]}]""", resnet["inputs"]!.ToJsonString());
        Assert.Equal("""[{"name":"ab","shape":[-1,2,128,128]}]""", resnet["outputs"]!.ToJsonString());
    }

    [Fact]
    public void Every_property_is_needed()
    {
        foreach (string? property in TestManifests.WholeJson.Select(property => property.Key))
        {
            JsonObject json = TestManifests.WholeJson;
            json.Remove(property);
            Assert.Contains(property, Refusal(json), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_property_may_be_null()
    {
        foreach (string? property in TestManifests.WholeJson.Select(property => property.Key))
        {
            JsonObject json = TestManifests.WholeJson;
            json[property] = null;
            Assert.Contains(property, Refusal(json), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_unknown_property_is_refused_by_name()
    {
        JsonObject json = TestManifests.WholeJson;
        json["surprise"] = 1;
        Assert.Contains("surprise", Refusal(json), StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_given_twice_is_refused()
    {
        string json = TestManifests.WholeJson.ToJsonString()
            .Replace("\"epochs\":20", "\"epochs\":20,\"epochs\":30", StringComparison.Ordinal);
        Assert.Contains("epochs", Refusal(json), StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_format_is_told_from_a_broken_one()
    {
        JsonObject json = TestManifests.WholeJson;
        json["schemaVersion"] = 2;
        json["surprise"] = 1;
        Assert.Contains("schemaVersion is 2; this program reads 1", Refusal(json), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dog\n", "control how text is shown")]
    [InlineData("dog\u001b[2J", "control how text is shown")]
    [InlineData("dog\u202egod", "control how text is shown")]
    [InlineData("dog\u200b", "control how text is shown")]
    [InlineData("dog\ud800", "control how text is shown")]
    [InlineData("a name that a photograph's metadata has no room for, since it goes on for more than a hundred characters!",
        "more than 100")]
    public void A_class_has_a_name_that_can_be_shown(string name, string reason)
    {
        ModelManifest manifest = TestManifests.Whole with { Classes = [name, .. TestManifests.Whole.Classes.Skip(1)] };
        Assert.Contains(reason, Assert.Throws<ModelSetException>(manifest.ToJson).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../resnet.onnx")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("a/b.onnx")]
    [InlineData(@"a\b.onnx")]
    [InlineData(@"C:\resnet.onnx")]
    [InlineData("C:resnet.onnx")]
    [InlineData(".hidden")]
    [InlineData("resnet.onnx.")]
    [InlineData("resnet.onnx ")]
    [InlineData("resnet%2fonnx")]
    [InlineData("resnet\0.onnx")]
    [InlineData("resnet\n.onnx")]
    [InlineData("résnet.onnx")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void A_name_that_is_not_plain_chooses_no_path(string name)
    {
        JsonObject asFile = TestManifests.WholeJson;
        asFile["files"]![0]!["name"] = name;
        Assert.Contains("plain name", Refusal(asFile), StringComparison.Ordinal);

        JsonObject asVersion = TestManifests.WholeJson;
        asVersion["version"] = name;
        Assert.Contains("plain name", Refusal(asVersion), StringComparison.Ordinal);
        Assert.Throws<ModelSetException>(() => new CurrentModel(name).ToJson());
    }

    [Theory]
    [InlineData("sha256", "\"ABCDEF\"", "64 lower-case hexadecimal digits")]
    [InlineData("size", "0", "between 1 and")]
    [InlineData("size", "-1", "between 1 and")]
    [InlineData("size", "268435457", "between 1 and 268435456")]
    [InlineData("network", "\"vgg\"", "files[0].network")]
    [InlineData("network", "0", "files[0].network")]
    [InlineData("name", "\"RESNET.onnx\"", "file name twice")]
    [InlineData("network", "\"resnet\"", "network twice")]
    [InlineData("inputs", "[]", "l [N, 1, 128, 128]")]
    [InlineData("inputs", "[null]", "l [N, 1, 128, 128]")]
    [InlineData("inputs", """[{"name":"l","shape":[-1,1,256,256]}]""", "l [N, 1, 256, 256]")]
    [InlineData("outputs", """[{"name":"class_probabilities","shape":[-1,4]}]""", "class_probabilities [N, 3]")]
    public void A_file_that_is_not_as_it_should_be_is_refused(string property, string value, string reason)
    {
        JsonObject json = TestManifests.WholeJson;
        json["files"]![0]![property] = JsonNode.Parse(value);
        Assert.Contains(reason, Refusal(json), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("classes", "[]", "between 1 and")]
    [InlineData("classes", """["dog","dog","food"]""", "twice")]
    [InlineData("classes", """["dog"," ","food"]""", "empty name")]
    [InlineData("classes", """["dog",null,"food"]""", "empty name")]
    [InlineData("classes", """["dog","food"]""", "class_probabilities [N, 2]")]
    [InlineData("files", "[]", "no colorizer")]
    [InlineData("files", "[null]", "null")]
    [InlineData("normalization", """{"lightnessScale":1,"chromaOffset":128,"chromaScale":255}""", "LightnessScale = 100")]
    [InlineData("training", "[]", "training")]
    [InlineData("created", "\"yesterday\"", "created")]
    public void A_set_that_is_not_as_it_should_be_is_refused(string property, string value, string reason)
    {
        JsonObject json = TestManifests.WholeJson;
        json[property] = JsonNode.Parse(value);
        Assert.Contains(reason, Refusal(json), StringComparison.Ordinal);
    }

    [Fact]
    public void An_ensemble_without_its_classifier_is_no_colorizer()
    {
        JsonObject json = TestManifests.WholeJson;
        JsonArray files = json["files"]!.AsArray();
        json["files"] = new JsonArray(files.Single(file => (string)file!["network"]! == "ensemble")!.DeepClone());
        Assert.Contains("resnet, or alexnet and one of ensemble and unet", Refusal(json), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{} {}")]
    [InlineData("// a comment\n{}")]
    public void What_is_no_manifest_at_all_is_refused(string json) =>
        Assert.StartsWith("v/manifest.json: ", Refusal(json), StringComparison.Ordinal);

    [Fact]
    public void A_manifest_of_more_than_a_mebibyte_is_not_read() =>
        Assert.Contains("1,048,576 bytes", Refusal(new string(' ', ModelManifest.MaxBytes + 1)), StringComparison.Ordinal);

    [Fact]
    public void Json_that_is_nested_deeply_is_refused()
    {
        string json = TestManifests.WholeJson.ToJsonString();
        string nested = string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000);
        Assert.Contains(
            "depth", Refusal(json.Replace("\"epochs\":20", $"\"epochs\":{nested}", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static string Refusal(JsonObject json) => Refusal(json.ToJsonString());

    private static string Refusal(string json) =>
        Assert.Throws<ModelSetException>(() => ModelManifest.Parse(Encoding.UTF8.GetBytes(json), "v/manifest.json")).Message;
}
