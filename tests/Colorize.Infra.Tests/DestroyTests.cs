namespace Colorize.Tests.Infra;

/// <summary><c>destroy.sh</c> against an Azure CLI that answers from a table.</summary>
public sealed class DestroyTests
{
    [Fact]
    public async Task A_group_that_is_not_ours_is_not_removed()
    {
        using FakeAzure azure = new("group exists*|true\ngroup show*|someone-elses\n" + Answers.LoggedIn);

        (int exitCode, string output) = await azure.RunAsync("destroy.sh", "--yes");

        Assert.Equal(1, exitCode);
        Assert.Contains("was not made by infra/deploy.sh", output, StringComparison.Ordinal);
        Assert.DoesNotContain(azure.Calls, call => call.StartsWith("group delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Our_group_is_removed_and_a_second_time_there_is_nothing_to_do()
    {
        using FakeAzure ours = new("group exists*|true\ngroup show*|colorize\n" + Answers.LoggedIn);
        using FakeAzure gone = new("group exists*|false\n" + Answers.LoggedIn);

        (int exitCode, string output) = await ours.RunAsync("destroy.sh", "--yes");
        (int again, string nothing) = await gone.RunAsync("destroy.sh", "--yes");

        Assert.True(exitCode == 0, output);
        Assert.Contains(ours.Calls, call => call.StartsWith("group delete --name rg-colorize", StringComparison.Ordinal));
        Assert.True(again == 0, nothing);
        Assert.Contains("nothing to remove", nothing, StringComparison.Ordinal);
    }
}
