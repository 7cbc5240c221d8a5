using System.Text.Json;
using System.Text.RegularExpressions;

namespace Colorize.Tests.Infra;

/// <summary>The webhook that Event Grid calls: its key, and the wait until it answers.</summary>
public sealed partial class WebhookTests
{
    [Fact]
    public async Task The_webhook_is_asked_with_the_key_that_the_template_gives_it_and_nobody_sees_it()
    {
        using FakeAzure azure = new(Answers.LoggedIn);

        (int exitCode, string output) = await azure.RunAsync("deploy.sh");

        Assert.True(exitCode == 0, output);
        string key = Key(azure.DeploymentEnvironment);
        Assert.Matches("^[0-9a-f]{64}$", key);
        Assert.Equal(
            $"url = \"https://ca-example.example.io/runtime/webhooks/blobs?functionName=Host.Functions.ColorizeGrayscale&code={key}\"",
            Assert.Single(azure.Requests));
        Assert.DoesNotContain(key, output, StringComparison.Ordinal);
        Assert.All(azure.Calls, call => Assert.DoesNotContain(key, call, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_app_that_is_there_keeps_its_key()
    {
        using FakeAzure azure = new(
            "containerapp list*name*|ca-example\ncontainerapp secret show*host-systemkey-blobs-extension*|its-key\n" + Answers.LoggedIn);

        await azure.RunAsync("deploy.sh");

        Assert.Equal("its-key", Key(azure.DeploymentEnvironment));
    }

    [Fact]
    public async Task An_app_that_does_not_answer_ends_the_wait_in_time_and_its_last_words_are_told()
    {
        using FakeAzure azure = new(Answers.LoggedIn, "no healthy upstream (HTTP 503)");

        (int exitCode, string output) = await azure.RunAsync("deploy.sh");

        Assert.Equal(1, exitCode);
        Assert.Equal(1, SaysThat().Count(output));
        Assert.Contains("The last that it said: no healthy upstream (HTTP 503)", output, StringComparison.Ordinal);
        Assert.DoesNotContain(azure.Calls, call => call.StartsWith("deployment group create", StringComparison.Ordinal));
    }

    [Fact]
    public void The_host_finds_each_key_in_the_file_that_it_looks_for()
    {
        JsonElement template = Snapshot.Gpu.FunctionApp.At("properties.template");
        JsonElement volume = Assert.Single(template.GetProperty("volumes").EnumerateArray());

        Assert.Equal("ContainerApps", Snapshot.Settings(Snapshot.Gpu.FunctionApp)["AzureWebJobsSecretStorageType"]);
        Assert.Equal(
            [("host-function-default", "host.function.default"), ("host-master", "host.master"),
                ("host-systemkey-blobs-extension", "host.systemKey.blobs_extension")],
            volume.GetProperty("secrets").EnumerateArray().Select(secret => (secret.Text("secretRef"), secret.Text("path"))).Order());
        JsonElement mount = Assert.Single(template.GetProperty("containers")[0].GetProperty("volumeMounts").EnumerateArray());
        Assert.Equal((volume.Text("name"), "/run/secrets/functions-keys"), (mount.Text("volumeName"), mount.Text("mountPath")));
        Assert.Equal(
            volume.GetProperty("secrets").EnumerateArray().Select(secret => secret.Text("secretRef")).Order(),
            Snapshot.Gpu.FunctionApp.At("properties.configuration.secrets").EnumerateArray().Select(secret => secret.Text("name")).Order());
    }

    [Fact]
    public void The_host_knows_the_name_that_it_is_called_by()
    {
        string host = Snapshot.Settings(Snapshot.Gpu.FunctionApp)["WEBSITE_HOSTNAME"];

        Assert.Contains(Snapshot.Gpu.FunctionApp.Text("name"), host, StringComparison.Ordinal);
        Assert.EndsWith(".outputs.domain.value)]", host, StringComparison.Ordinal);
    }

    [Fact]
    public void The_event_that_is_replayed_by_hand_has_what_the_extension_asks_of_one()
    {
        string[] events = Repository.Read("infra/blob-created.http").Split("###");

        Assert.Equal(2, events.Count(text => text.Contains("\"eTag\": \"{{etag}}\"", StringComparison.Ordinal)));
        Assert.Equal(2, events.Count(text => text.Contains("Microsoft.Storage.BlobCreated", StringComparison.Ordinal)));
    }

    private static string Key(string[] environment) =>
        Assert.Single(environment, line => line.StartsWith("COLORIZE_WEBHOOK_KEY=", StringComparison.Ordinal)).Split('=')[1];

    [GeneratedRegex("It says: no healthy upstream")]
    private static partial Regex SaysThat();
}
