using System.Text.Json;
using Colorize.Storage;

namespace Colorize.Tests.Infra;

public sealed class RolesTests
{
    // https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
    private const string BlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string BlobDataContributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
    private const string BlobDataReader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
    private const string QueueDataContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
    private const string MetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";

    [Fact]
    public void The_function_app_has_the_roles_that_the_blob_trigger_needs_and_no_more() =>
        // https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-blob-trigger#grant-permission-to-the-identity
        Assert.Equal(
            [$"components {MetricsPublisher}", $"storageAccounts {QueueDataContributor}", $"storageAccounts {BlobDataOwner}"],
            Grants("containerApps").Order());

    // That its code does no more is looked after by the trainer's own tests.
    [Fact]
    public void The_trainer_reads_tensors_and_writes_models_only() =>
        Assert.Equal(
            [$"{ContainerNames.Models} {BlobDataContributor}", $"{ContainerNames.Tensors} {BlobDataReader}"], TrainerGrants().Order());

    [Fact]
    public void Event_Grid_may_write_dead_letters_and_nothing_else() =>
        Assert.Equal([$"deadletters {BlobDataContributor}"], Grants("systemTopics"));

    [Fact]
    public void No_secret_is_made_given_or_put_out()
    {
        foreach (Snapshot snapshot in new[] { Snapshot.Gpu, Snapshot.Cpu, Snapshot.Private, Snapshot.Subscriptions })
        {
            Assert.DoesNotContain("listKeys", snapshot.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("AccountKey", snapshot.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("ConnectionString", snapshot.Outputs, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("webhookKey", snapshot.Outputs, StringComparison.OrdinalIgnoreCase);
        }

        JsonElement account = Snapshot.Gpu.Single("Microsoft.Storage/storageAccounts").GetProperty("properties");
        Assert.False(account.GetProperty("allowSharedKeyAccess").GetBoolean());
        Assert.False(account.GetProperty("allowBlobPublicAccess").GetBoolean());
        Assert.Equal("TLS1_2", account.GetProperty("minimumTlsVersion").GetString());
        Assert.False(Snapshot.Gpu.Single("Microsoft.ContainerRegistry/registries").At("properties.adminUserEnabled").GetBoolean());
    }

    [Fact]
    public void The_function_app_sleeps_at_zero_on_the_profile_that_was_asked_for()
    {
        JsonElement app = Snapshot.Gpu.FunctionApp;
        Assert.Equal("functionapp", app.GetProperty("kind").GetString());
        Assert.Equal(0, app.At("properties.template.scale.minReplicas").GetInt32());
        Assert.Equal("Consumption-GPU-NC8as-T4", ProfileOf(Snapshot.Gpu, app));
        Assert.Equal("Consumption-GPU-NC24-A100", ProfileOf(Snapshot.Gpu, Snapshot.Gpu.TrainerJob));
        Assert.Equal("Consumption", ProfileOf(Snapshot.Cpu, Snapshot.Cpu.FunctionApp));
    }

    private static string ProfileOf(Snapshot snapshot, JsonElement app) => snapshot.Single("Microsoft.App/managedEnvironments")
        .At("properties.workloadProfiles").EnumerateArray()
        .Single(profile => profile.Text("name") == app.Text("properties.workloadProfileName")).Text("workloadProfileType");

    // "scope role" for the roles of an identity that belongs to a resource of a type.
    private static IEnumerable<string> Grants(string type) => Assignments()
        .Where(grant => grant.Principal.Contains($"/{type}/", StringComparison.Ordinal)).Select(grant => $"{grant.Scope} {grant.Role}");

    private static IEnumerable<string> TrainerGrants() => Assignments()
        .Where(grant => grant.Principal.Contains("trainerPrincipalId", StringComparison.Ordinal)
            && !grant.Scope.Equals("registries", StringComparison.Ordinal))
        .Select(grant => $"{grant.Scope} {grant.Role}");

    private static IEnumerable<(string Scope, string Role, string Principal)> Assignments() => Snapshot.Gpu
        .OfType("Microsoft.Authorization/roleAssignments").Select(assignment => (
            ScopeOf(assignment.Text("id")),
            assignment.Text("properties.roleDefinitionId").Split('/')[^1],
            assignment.Text("properties.principalId")));

    // The container's name where the scope is a container, else the type of the resource.
    private static string ScopeOf(string id)
    {
        string[] parts = id[..id.IndexOf("/providers/Microsoft.Authorization/", StringComparison.Ordinal)].Split('/');
        return parts[^2] == "containers" ? parts[^1] : parts[^2];
    }
}
