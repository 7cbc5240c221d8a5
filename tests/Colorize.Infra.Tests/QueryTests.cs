using System.Text.Json;

namespace Colorize.Tests.Infra;

/// <summary>The alerts' queries, parsed and typed by Kusto's own parser against the documented columns.</summary>
[Trait("Category", "Long")]
public sealed class QueryTests
{
    private static readonly string Folder = Repository.File("tests/Colorize.Infra.Tests/Queries");

    [Fact]
    public async Task Every_alerts_query_is_right_and_is_not_excused_from_being_checked()
    {
        IReadOnlyList<JsonElement> rules = Snapshot.Gpu.OfType("Microsoft.Insights/scheduledQueryRules");

        (int exitCode, string output) = await CheckAsync([.. rules.Select(rule => rule.At("properties.criteria.allOf")[0].Text("query"))]);

        Assert.True(exitCode == 0, output);
        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.False(rule.At("properties.skipQueryValidation").GetBoolean()));
    }

    [Theory]
    [InlineData("StorageBlobLogs | where StatusCode == 201", "StatusCode is string and is compared with long")]
    [InlineData("StorageBlobLog | where StatusCode == \"201\"", "does not refer to any known table")]
    [InlineData("StorageBlobLogs | where Uri holds \"/rejected/\"", "Error")]
    public async Task A_query_that_is_wrong_is_found(string query, string message)
    {
        (int exitCode, string output) = await CheckAsync(query);

        Assert.Equal(1, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> CheckAsync(params string[] queries)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            (int installed, string said) = await Shell.RunAsync(
                "npm", ["ci", "--prefix", Folder, "--ignore-scripts", "--no-audit", "--no-fund"]);
            Assert.True(installed == 0, said);
        }

        return await Shell.RunAsync("node", [Path.Combine(Folder, "check-queries.cjs")], input: JsonSerializer.Serialize(queries));
    }
}
