using System.Text.Json;

namespace Colorize.Tests;

/// <summary>What the build leaves for the Functions host to find.</summary>
public sealed class BuiltAppTests
{
    [Fact]
    public void The_blob_extension_is_named_and_its_files_are_there()
    {
        using JsonDocument extensions = JsonDocument.Parse(File.ReadAllText(Path.Combine(BuiltHosts.Isolated, "extensions.json")));
        string[] names =
            [.. extensions.RootElement.GetProperty("extensions").EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];

        Assert.Contains("AzureStorageBlobs", names);
        Assert.Contains("AzureStorageQueues", names);
        Assert.All(
            (string[])["Microsoft.Azure.WebJobs.Extensions.Storage.Blobs.dll", "Microsoft.Azure.WebJobs.Extensions.Storage.Queues.dll"],
            file => Assert.True(File.Exists(Path.Combine(BuiltHosts.Isolated, ".azurefunctions", file)), $"{file} is missing."));
    }

    [Fact]
    public void Host_settings_and_bundled_models_come_along()
    {
        Assert.True(File.Exists(Path.Combine(BuiltHosts.Isolated, "host.json")));
        Assert.True(File.Exists(Path.Combine(BuiltHosts.Isolated, "models", "current.json")));
    }
}
