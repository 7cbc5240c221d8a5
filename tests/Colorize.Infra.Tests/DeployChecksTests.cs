namespace Colorize.Tests.Infra;

/// <summary>What <c>deploy.sh</c> asks before it makes anything, and what a what-if leaves alone.</summary>
public sealed class DeployChecksTests
{
    private const string Application =
        "account show*user.type*|servicePrincipal\naccount show*user.name*|app-id\nad sp show --id "
            + "app-id*|33333333-3333-3333-3333-333333333333\n";

    // All that a what-if may ask of Azure: everything else is listed, so that a new command has to be looked at.
    private static readonly string[] Readers =
    [
        "account show", "account list-locations", "ad signed-in-user", "role assignment list", "rest --method get",
        "consumption budget show",
        "containerapp list", "containerapp job list", "containerapp secret show", "deployment sub what-if",
    ];

    [Fact]
    public async Task A_what_if_changes_nothing()
    {
        using FakeAzure azure = new("containerapp list*name*|ca-example\nprovider show*|NotRegistered\n" + Answers.LoggedIn);

        (int exitCode, string output) = await azure.RunAsync("deploy.sh", "--what-if");

        Assert.True(exitCode == 0, output);
        Assert.Contains(azure.Calls, call => call.StartsWith("deployment sub what-if", StringComparison.Ordinal));
        Assert.All(azure.Calls, call => Assert.Contains(Readers, reader => call.StartsWith(reader, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("account show*|\n", "account show*|!\n", "You are not logged in to Azure. Run: az login")]
    [InlineData("role assignment list*|Owner", "role assignment list*|Contributor", "You may not give out roles")]
    [InlineData("role assignment list*|Owner", @"role assignment list*|Contributor\nStorage Blob Data Owner", "You may not give out roles")]
    [InlineData("account list-locations*swedencentral*|swedencentral", "account list-locations*swedencentral*|",
        "There is no region 'swedencentral'")]
    [InlineData("WorkloadProfileTypes*|Consumption-GPU-NC8as-T4", "WorkloadProfileTypes*|", "There is no serverless T4 in swedencentral")]
    [InlineData("rest*usages*|4", "rest*usages*|0", "Managed Environment Consumption T4 Gpus > New quota request")]
    public async Task What_is_missing_is_said_before_anything_is_made(string answer, string instead, string message)
    {
        using FakeAzure azure = new(Answers.LoggedIn.Replace(answer, instead, StringComparison.Ordinal));

        (int exitCode, string output) = await azure.RunAsync("deploy.sh");

        Assert.Equal(1, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.DoesNotContain(
            azure.Calls,
            call => call.Contains(" create", StringComparison.Ordinal) || call.Contains(" register", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Owner")]
    [InlineData(@"Contributor\nRole Based Access Control Administrator")]
    [InlineData("User Access Administrator")]
    public async Task Each_role_that_gives_out_roles_is_enough(string roles)
    {
        using FakeAzure azure = new(
            Answers.LoggedIn.Replace("role assignment list*|Owner", $"role assignment list*|{roles}", StringComparison.Ordinal));

        (int exitCode, string output) = await azure.RunAsync("deploy.sh", "--what-if");

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task An_applications_rights_are_looked_up_by_its_own_id_and_it_drops_no_photographs()
    {
        using FakeAzure azure = new(Application + Answers.LoggedIn);

        (int exitCode, string output) = await azure.RunAsync("deploy.sh");

        Assert.True(exitCode == 0, output);
        Assert.Contains(
            azure.Calls,
            call => call.StartsWith("role assignment list --assignee 33333333-3333-3333-3333-333333333333", StringComparison.Ordinal));
        Assert.DoesNotContain(azure.Calls, call => call.StartsWith("ad signed-in-user", StringComparison.Ordinal));
        Assert.Contains("Nobody is given the right to drop photographs.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_that_the_directory_does_not_show_may_try()
    {
        string refused = Application.Replace(
            "|33333333-3333-3333-3333-333333333333", "|!Insufficient privileges", StringComparison.Ordinal);
        using FakeAzure azure = new(refused + Answers.LoggedIn);

        (int exitCode, string output) = await azure.RunAsync("deploy.sh");

        Assert.True(exitCode == 0, output);
        Assert.Contains("your rights are not checked", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_subscription_that_azd_has_chosen_is_the_one_that_is_used()
    {
        using FakeAzure azure = new(Answers.LoggedIn);

        await azure.RunAsync("deploy.sh", "44444444-4444-4444-4444-444444444444", ["--after-provision"]);

        Assert.All(
            azure.Calls.Where(
                call =>
                    !call.StartsWith("rest", StringComparison.Ordinal) && !call.StartsWith("ad ", StringComparison.Ordinal)
                        && !call.StartsWith("curl", StringComparison.Ordinal)),
            call => Assert.EndsWith("--subscription 44444444-4444-4444-4444-444444444444", call, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--frobnicate", "There is no option --frobnicate.")]
    [InlineData("--compute", "--compute needs a value.")]
    [InlineData("--build=docker", "There is no option --build=docker.")]
    public async Task Wrong_usage_is_told_apart(string option, string message)
    {
        using FakeAzure azure = new(Answers.LoggedIn);

        (int exitCode, string output) = await azure.RunAsync("deploy.sh", option);

        Assert.Equal(2, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.Empty(azure.Calls);
    }

    [Theory]
    [InlineData("--compute", "H100", "There is no compute 'H100'. It is T4, A100 or Cpu.")]
    [InlineData("--build", "kaniko", "There is no way 'kaniko' to build.")]
    [InlineData("--registry", "Gold", "There is no tier 'Gold'.")]
    public async Task A_value_that_does_not_exist_is_named_before_Azure_is_asked(string option, string value, string message)
    {
        using FakeAzure azure = new(Answers.LoggedIn);

        (int exitCode, string output) = await azure.RunAsync("deploy.sh", option, value);

        Assert.Equal(2, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.Empty(azure.Calls);
    }
}
