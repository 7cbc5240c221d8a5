using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Colorize.Storage;

namespace Colorize.Tests.Infra;

public sealed partial class NamesTests
{
    private const string DeadLetters = "deadletters";

    [Fact]
    public void The_template_makes_the_containers_that_the_code_uses_and_one_for_dead_letters()
    {
        IEnumerable<string> containers = Snapshot.Gpu.OfType("Microsoft.Storage/storageAccounts/blobServices/containers")
            .Select(container => container.Text("name").Split('/')[^1]);

        Assert.Equal([.. ContainerNames.All.Append(DeadLetters).Order()], containers.Order());
        Assert.DoesNotContain(DeadLetters, ContainerNames.All);
    }

    [Fact]
    public void Event_Grid_tells_each_function_of_its_own_container()
    {
        IEnumerable<(string Function, string Container)> told =
            Snapshot.Subscriptions.OfType("Microsoft.EventGrid/systemTopics/eventSubscriptions").Select(subscription => (
            Function: FunctionInWebhook().Match(subscription.Text("properties.destination.properties.endpointUrl")).Groups[1].Value,
            Container: subscription.Text("properties.filter.subjectBeginsWith").Split('/')[4]));

        Assert.Equal(BlobTriggers(BuiltHosts.Isolated, "FunctionAttribute").Order(), told.Order());
        Assert.Equal(BlobTriggers(BuiltHosts.Embedded, "FunctionNameAttribute").Order(), told.Order());
    }

    [Fact]
    public void Containers_whose_names_only_begin_alike_are_not_told_of()
    {
        foreach (JsonElement subscription in Snapshot.Subscriptions.OfType("Microsoft.EventGrid/systemTopics/eventSubscriptions"))
        {
            Assert.Matches("^/blobServices/default/containers/[a-z]+/blobs/$", subscription.Text("properties.filter.subjectBeginsWith"));
            Assert.Equal(DeadLetters, subscription.Text(
                "properties.deadLetterWithResourceIdentity.deadLetterDestination.properties.blobContainerName"));
        }
    }

    [Fact]
    public void Alerts_watch_the_poison_queue_and_the_rejections_that_the_code_writes()
    {
        string queries = string.Concat(Snapshot.Gpu.OfType("Microsoft.Insights/scheduledQueryRules")
            .Select(rule => rule.At("properties.criteria.allOf")[0].Text("query")));

        Assert.Contains($"/{BlobPaths.PoisonQueue}/", queries, StringComparison.Ordinal);
        Assert.Contains($"\"{ContainerNames.Rejected}\"", queries, StringComparison.Ordinal);
    }

    [Fact]
    public void Lifecycle_rules_are_for_containers_that_exist_and_never_for_photographs_or_models()
    {
        IEnumerable<string> prefixes = Snapshot.Gpu.Single("Microsoft.Storage/storageAccounts/managementPolicies").At(
            "properties.policy.rules")
            .EnumerateArray().SelectMany(rule => rule.At("definition.filters.prefixMatch").EnumerateArray())
            .Select(prefix => prefix.GetString()!.TrimEnd('/'));

        Assert.Equal([DeadLetters, ContainerNames.Rejected, ContainerNames.Tensors], prefixes.Order());
    }

    [Fact]
    public void Every_lifecycle_rule_waits_longer_than_a_review_looks_back()
    {
        TimeSpan window = TimeSpan.Parse(
            Snapshot.Settings(Snapshot.Gpu.FunctionApp)["Colorize__ReviewWindow"], CultureInfo.InvariantCulture);
        double[] days = [.. Snapshot.Gpu.Single("Microsoft.Storage/storageAccounts/managementPolicies").At("properties.policy.rules")
            .EnumerateArray().SelectMany(rule => rule.At("definition.actions.baseBlob").EnumerateObject())
            .Select(action => action.Value.GetProperty("daysAfterModificationGreaterThan").GetDouble())];

        Assert.NotEmpty(days);
        Assert.All(days, day => Assert.True(TimeSpan.FromDays(day) > window, $"{day} days, and a review looks back over {window}"));
    }

    [Fact]
    public void A_container_full_of_photographs_keeps_no_replica_alive()
    {
        foreach (JsonElement app in new[] { Snapshot.Gpu.FunctionApp, Snapshot.Cpu.FunctionApp })
        {
            JsonElement scale = app.At("properties.template.scale");
            JsonElement[] rules = [.. scale.GetProperty("rules").EnumerateArray()];

            Assert.True(scale.GetProperty("allowScalingRuleOverride").GetBoolean());
            Assert.All(
                rules, rule => Assert.True(rule.TryGetProperty("http", out _) || rule.Text("custom.type") is "azure-queue" or "cron"));
            Assert.DoesNotContain(
                rules,
                rule => ContainerNames.All.Any(container => rule.GetRawText().Contains($"\"{container}\"", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void What_is_given_up_wakes_a_replica_too() => Assert.Equal(
        BlobPaths.PoisonQueue,
        Snapshot.Gpu.FunctionApp.At("properties.template.scale.rules").EnumerateArray()
            .Single(rule => rule.Text("name") == "given-up-photos")
            .Text("custom.metadata.queueName"));

    [Fact]
    public void Replicas_are_counted_by_the_queue_that_the_host_of_that_id_keeps()
    {
        string hostId = Snapshot.Settings(Snapshot.Gpu.FunctionApp)["AzureFunctionsWebHost__hostid"];
        JsonElement rule = Snapshot.Gpu.FunctionApp.At("properties.template.scale.rules").EnumerateArray()
            .Single(rule => rule.Text("name") == "waiting-photos");

        Assert.Equal($"azure-webjobs-blobtrigger-{hostId}", rule.Text("custom.metadata.queueName"));
        Assert.Equal("system", rule.Text("custom.identity"));
        Assert.Matches("^[a-z0-9-]{3,32}$", hostId);
    }

    private static IEnumerable<(string Function, string Container)> BlobTriggers(string host, string attribute) =>
        DeclaredFunction.In(Path.Combine(host, "Colorize.Functions.dll"), attribute)
            .Where(function => function.Trigger == "BlobTriggerAttribute")
            .Select(function => (function.Name, function.Path.Split('/')[0]));

    [GeneratedRegex(@"functionName=Host\.Functions\.\{1\}.*'(\w+)', parameters\('webhookKey'\)")]
    private static partial Regex FunctionInWebhook();
}
