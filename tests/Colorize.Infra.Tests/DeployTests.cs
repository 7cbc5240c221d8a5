namespace Colorize.Tests.Infra;

/// <summary>
/// The scripts against an Azure CLI that answers from a table and writes down what it was asked. It shows the order of the
/// steps, what a what-if leaves alone, and the words for what is missing; only Azure itself can show the rest.
/// </summary>
public sealed class DeployTests
{
    // The first pattern that the arguments match gives the answer; a leading '!' fails with it.
    private const string LoggedIn = """
        account show*--query id*|11111111-1111-1111-1111-111111111111
        account show*|
        account list-locations*swedencentral*|swedencentral
        account list-locations*|
        ad signed-in-user*|22222222-2222-2222-2222-222222222222
        role assignment list*|Owner
        provider show*|Registered
        containerapp env workload-profile*|Consumption-GPU-NC8as-T4
        rest*usages*|4
        acr list*name*|crexample
        acr list*loginServer*|crexample.azurecr.io
        acr repository show*|!
        deployment sub show*storageAccount*|stexample
        deployment sub show*eventTopic*|evgt-example
        deployment sub show*functionApp*|ca-example
        deployment sub show*trainerJob*|job-example
        containerapp show*|ca-example.example.io
        containerapp function keys show*|a-key
        *|
        """;

    [Fact]
    public async Task It_provisions_builds_provisions_again_and_subscribes()
    {
        using FakeAzure azure = new(LoggedIn);

        (int exitCode, string output) = await azure.RunAsync("deploy.sh", "--alert", "someone@example.com");

        Assert.True(exitCode == 0, output);
        Assert.Equal(
            ["deployment sub create", "acr build", "acr build", "deployment sub create", "deployment group create"],
            azure.Calls.Where(call => call.Contains(" create ", StringComparison.Ordinal) || call.StartsWith("acr build", StringComparison.Ordinal))
                .Select(call => string.Join(' ', call.Split(' ').Take(call.StartsWith("acr", StringComparison.Ordinal) ? 2 : 3))));
        Assert.Contains("az storage blob upload --auth-mode login --account-name stexample --container-name grayscale", output, StringComparison.Ordinal);
        Assert.DoesNotContain("a-key", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_is_there_is_not_built_again()
    {
        using FakeAzure azure = new(LoggedIn.Replace("acr repository show*|!", "acr repository show*|", StringComparison.Ordinal));

        (int exitCode, string output) = await azure.RunAsync("deploy.sh", "--compute", "Cpu");

        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain(azure.Calls, call => call.StartsWith("acr build", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_what_if_changes_nothing()
    {
        using FakeAzure azure = new(LoggedIn);

        (int exitCode, string output) = await azure.RunAsync("deploy.sh", "--what-if");

        Assert.True(exitCode == 0, output);
        Assert.Contains(azure.Calls, call => call.StartsWith("deployment sub what-if", StringComparison.Ordinal));
        Assert.DoesNotContain(azure.Calls, call => call.Contains(" create", StringComparison.Ordinal) || call.StartsWith("acr build", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("account show*|", "account show*|!", "You are not logged in to Azure. Run: az login")]
    [InlineData("role assignment list*|Owner", "role assignment list*|Contributor", "You may not give out roles")]
    [InlineData("account list-locations*swedencentral*|swedencentral", "account list-locations*swedencentral*|", "There is no region 'swedencentral'")]
    [InlineData("workload-profile*|Consumption-GPU-NC8as-T4", "workload-profile*|", "There is no serverless T4 in swedencentral")]
    [InlineData("rest*usages*|4", "rest*usages*|0", "Managed Environment Consumption T4 Gpus > New quota request")]
    public async Task What_is_missing_is_said_before_anything_is_made(string answer, string instead, string message)
    {
        using FakeAzure azure = new(LoggedIn.Replace(answer, instead, StringComparison.Ordinal));

        (int exitCode, string output) = await azure.RunAsync("deploy.sh");

        Assert.Equal(1, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.DoesNotContain(azure.Calls, call => call.Contains(" create", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_quota_that_is_used_up_in_the_midst_is_explained()
    {
        using FakeAzure azure = new("deployment sub create*|!QuotaExceeded: the limit is 0\n" + LoggedIn);

        (int exitCode, string output) = await azure.RunAsync("deploy.sh");

        Assert.Equal(1, exitCode);
        Assert.Contains("A quota is used up. ask for more", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--frobnicate", "There is no option --frobnicate.")]
    [InlineData("--compute", "--compute needs a value.")]
    public async Task Wrong_usage_is_told_apart(string option, string message)
    {
        using FakeAzure azure = new(LoggedIn);

        (int exitCode, string output) = await azure.RunAsync("deploy.sh", option);

        Assert.Equal(2, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.Empty(azure.Calls);
    }

    [Fact]
    public async Task A_group_that_is_not_ours_is_not_removed()
    {
        using FakeAzure azure = new("group exists*|true\ngroup show*|someone-elses\n" + LoggedIn);

        (int exitCode, string output) = await azure.RunAsync("destroy.sh", "--yes");

        Assert.Equal(1, exitCode);
        Assert.Contains("was not made by infra/deploy.sh", output, StringComparison.Ordinal);
        Assert.DoesNotContain(azure.Calls, call => call.StartsWith("group delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Our_group_is_removed_and_a_second_time_there_is_nothing_to_do()
    {
        using FakeAzure ours = new("group exists*|true\ngroup show*|colorize\n" + LoggedIn);
        using FakeAzure gone = new("group exists*|false\n" + LoggedIn);

        (int exitCode, string output) = await ours.RunAsync("destroy.sh", "--yes");
        (int again, string nothing) = await gone.RunAsync("destroy.sh", "--yes");

        Assert.True(exitCode == 0, output);
        Assert.Contains(ours.Calls, call => call.StartsWith("group delete --name rg-colorize", StringComparison.Ordinal));
        Assert.True(again == 0, nothing);
        Assert.Contains("nothing to remove", nothing, StringComparison.Ordinal);
    }
}
