using System.Text.Json;

namespace Colorize.Tests.Infra;

/// <summary>What a private network closes, and what it leaves open.</summary>
public sealed class NetworkTests
{
    [Fact]
    public void Storage_is_closed_but_for_private_endpoints_trusted_services_and_the_addresses_that_are_given()
    {
        JsonElement rules = Snapshot.Private.Single("Microsoft.Storage/storageAccounts").At("properties.networkAcls");

        Assert.Equal("Deny", rules.Text("defaultAction"));
        Assert.Equal("AzureServices", rules.Text("bypass"));
        Assert.Equal("203.0.113.7", Assert.Single(rules.GetProperty("ipRules").EnumerateArray()).Text("value"));
    }

    [Fact]
    public void Each_service_has_an_endpoint_and_a_zone_that_its_name_is_found_in()
    {
        // The suffixes are those of the cloud that it is deployed to, so the names stand in the snapshot as expressions.
        string[] zones = [.. Snapshot.Private.OfType("Microsoft.Network/privateDnsZones").Select(zone => zone.Text("name")).Order()];

        Assert.Equal(
            [
                "[format('privatelink.{0}.{1}', 'blob', environment().suffixes.storage)]",
                "[format('privatelink.{0}.{1}', 'queue', environment().suffixes.storage)]",
                "[format('privatelink{0}', environment().suffixes.acrLoginServer)]",
            ],
            zones);
        Assert.Equal(
            ["blob", "queue", "registry"],
            Snapshot.Private.OfType("Microsoft.Network/privateEndpoints")
                .Select(endpoint => endpoint.At("properties.privateLinkServiceConnections")[0].At("properties.groupIds")[0].GetString())
                    .Order());
        Assert.Equal(3, Snapshot.Private.OfType("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count);
        Assert.Equal(3, Snapshot.Private.OfType("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").Count);
    }

    [Fact]
    public void The_apps_are_inside_and_Event_Grid_still_reaches_them_from_outside()
    {
        JsonElement network = Snapshot.Private.Single("Microsoft.App/managedEnvironments").At("properties.vnetConfiguration");

        Assert.EndsWith("/subnets/apps", network.Text("infrastructureSubnetId"), StringComparison.Ordinal);
        Assert.False(network.GetProperty("internal").GetBoolean());
        Assert.True(Snapshot.Private.FunctionApp.At("properties.configuration.ingress.external").GetBoolean());
    }

    [Fact]
    public void Without_it_there_is_none_of_that()
    {
        Assert.Empty(Snapshot.Gpu.OfType("Microsoft.Network/virtualNetworks"));
        Assert.Equal("Allow", Snapshot.Gpu.Single("Microsoft.Storage/storageAccounts").At("properties.networkAcls").Text("defaultAction"));
    }
}
