namespace Colorize.Tests.Infra;

/// <summary>
/// The scripts against an Azure CLI that answers from a table and writes down what it was asked. It shows the order of the
/// steps, what a what-if leaves alone, and the words for what is missing; only Azure itself can show the rest.
/// </summary>
public sealed class DeployTests
{
    [Fact]
    public async Task It_provisions_builds_provisions_again_waits_and_subscribes()
    {
        using FakeAzure azure = new(Answers.LoggedIn);

        (int exitCode, string output) = await azure.RunAsync("deploy.sh", "--alert", "someone@example.com");

        Assert.True(exitCode == 0, output);
        Assert.Equal(
            ["deployment sub create", "acr build", "acr build", "deployment sub create", "curl", "deployment group create"],
            azure.Calls.Where(Changes).Select(call => string.Join(' ', call.Split(' ').TakeWhile(word => !word.StartsWith('-')))));
        Assert.Contains(
            "az storage blob upload --auth-mode login --account-name stexample --container-name grayscale",
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_are_built_from_base_images_that_are_copied_into_the_registry_first()
    {
        using FakeAzure azure = new(Answers.LoggedIn);

        await azure.RunAsync("deploy.sh");

        string build = azure.Calls.First(call => call.StartsWith("acr build", StringComparison.Ordinal));
        Assert.Contains("functions.cuda.Dockerfile", build, StringComparison.Ordinal);
        Assert.Contains("--build-arg CUDA_IMAGE=crexample.azurecr.io/base/nvidia/cuda:13.", build, StringComparison.Ordinal);
        Assert.Contains("--build-arg SDK_IMAGE=crexample.azurecr.io/base/dotnet/sdk:10.0", build, StringComparison.Ordinal);
        Assert.Contains(
            azure.Calls, call => call.StartsWith("acr import --name crexample --source nvcr.io/nvidia/cuda:13.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_registrys_builder_images_are_built_here_and_pushed()
    {
        using FakeAzure azure = new(Answers.LoggedIn);

        (int exitCode, string output) = await azure.RunAsync("deploy.sh", "--build", "docker", "--compute", "Cpu");

        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain(azure.Calls, call => call.StartsWith("acr build", StringComparison.Ordinal));
        Assert.Equal(
            2,
            azure.Calls.Count(
                call =>
                    call.StartsWith("docker build", StringComparison.Ordinal)
                        && call.Contains(".cpu.Dockerfile", StringComparison.Ordinal)));
        Assert.Equal(2, azure.Calls.Count(call => call.StartsWith("docker push crexample.azurecr.io/colorize-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_subscription_that_may_not_build_is_shown_the_other_way()
    {
        using FakeAzure azure = new("acr build*|!(TasksOperationsNotAllowed) ACR Tasks requests are not permitted.\n" + Answers.LoggedIn);

        (int exitCode, string output) = await azure.RunAsync("deploy.sh");

        Assert.Equal(1, exitCode);
        Assert.Contains("Run again with --build docker", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_is_there_is_not_built_again()
    {
        using FakeAzure azure = new(
            Answers.LoggedIn.Replace("acr repository show *|!", "acr repository show *|", StringComparison.Ordinal));

        (int exitCode, string output) = await azure.RunAsync("deploy.sh", "--compute", "Cpu", "--build", "none");

        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain(
            azure.Calls,
            call => call.StartsWith("acr build", StringComparison.Ordinal) || call.StartsWith("docker", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_newest_three_of_each_image_are_kept()
    {
        using FakeAzure azure = new(@"acr repository show-tags*functions*|e\nd\nc\nb\na" + "\n" + Answers.LoggedIn);

        await azure.RunAsync("deploy.sh");

        Assert.Equal(
            ["colorize-functions:b", "colorize-functions:a"],
            azure.Calls.Where(call => call.StartsWith("acr repository delete", StringComparison.Ordinal))
                .Select(call => call.Split(' ')[6]));
    }

    [Fact]
    public async Task Streaming_is_asked_for_where_the_registry_has_it()
    {
        using FakeAzure azure = new(Answers.LoggedIn);

        await azure.RunAsync("deploy.sh", "--registry", "Premium", "--private-network", "--allow-address", "203.0.113.7");

        Assert.Equal(2, azure.Calls.Count(call => call.StartsWith("acr artifact-streaming update", StringComparison.Ordinal)));
        Assert.Contains("COLORIZE_REGISTRY_TIER=Premium", azure.DeploymentEnvironment);
        Assert.Contains("COLORIZE_PRIVATE_NETWORK=true", azure.DeploymentEnvironment);
        Assert.Contains("COLORIZE_ALLOWED_ADDRESSES=203.0.113.7", azure.DeploymentEnvironment);
    }

    [Fact]
    public async Task A_quota_that_is_used_up_in_the_midst_is_explained()
    {
        using FakeAzure azure = new("deployment sub create*|!QuotaExceeded: the limit is 0\n" + Answers.LoggedIn);

        (int exitCode, string output) = await azure.RunAsync("deploy.sh");

        Assert.Equal(1, exitCode);
        Assert.Contains("A quota is used up. ask for more", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_GPU_is_enough_for_the_default_command_and_it_says_who_takes_turns()
    {
        using FakeAzure azure = new(Answers.LoggedIn.Replace("rest*usages*|4", "rest*usages*|1.0", StringComparison.Ordinal));

        (int exitCode, string output) = await azure.RunAsync("deploy.sh");

        Assert.True(exitCode == 0, output);
        Assert.Contains("COLORIZE_MAX_REPLICAS=1", azure.DeploymentEnvironment);
        Assert.Contains("so the app and the trainer take turns", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_for_which_the_quota_has_no_second_GPU_stops_the_version_that_runs_and_starts_the_latest()
    {
        using FakeAzure azure = new($"""
            containerapp list*name*|ca-example
            containerapp revision list*|ca-example--1
            containerapp replica list*|1
            containerapp show*latestRevisionName*|ca-example--2
            {Answers.LoggedIn.Replace("rest*usages*|4", "rest*usages*|1", StringComparison.Ordinal)}
            """);

        (int exitCode, string output) = await azure.RunAsync("deploy.sh");

        Assert.True(exitCode == 0, output);
        Assert.Contains("ca-example--1 is stopped before the new one starts", output, StringComparison.Ordinal);
        string[] steps = [.. azure.Calls
            .Where(call => call.StartsWith("containerapp revision", StringComparison.Ordinal)
                || call.StartsWith("deployment sub create", StringComparison.Ordinal))
            .Select(call => string.Join(' ', call.Split(' ').Take(3)))];
        Assert.Equal(
            ["deployment sub create", "containerapp revision list", "containerapp revision deactivate", "deployment sub create",
                "containerapp revision activate"], steps);
    }

    [Fact]
    public async Task An_update_with_room_for_two_versions_stops_nothing()
    {
        using FakeAzure azure = new("containerapp list*name*|ca-example\n" + Answers.LoggedIn);

        await azure.RunAsync("deploy.sh");

        Assert.DoesNotContain(azure.Calls, call => call.StartsWith("containerapp revision deactivate", StringComparison.Ordinal));
    }

    private static bool Changes(string call) =>
        call.Contains(" create ", StringComparison.Ordinal) || call.StartsWith("acr build", StringComparison.Ordinal)
            || call.StartsWith("curl", StringComparison.Ordinal);
}
