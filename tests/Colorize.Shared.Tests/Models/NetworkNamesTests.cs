using System.Text.Json;
using Colorize.Models;

namespace Colorize.Tests.Models;

public sealed class NetworkNamesTests
{
    [Fact]
    public void Networks_are_called_alike_in_text_and_in_JSON() => Assert.All(
        NetworkNames.All, network => Assert.Equal($"\"{network.Name()}\"", JsonSerializer.Serialize(network)));

    [Fact]
    public void A_name_leads_back_to_its_network() => Assert.All(
        NetworkNames.All, network => Assert.Equal(network, NetworkNames.Find(network.Name())));

    [Theory]
    [InlineData("")]
    [InlineData("ResNet")]
    [InlineData("0")]
    [InlineData("resnet,unet")]
    public void Nothing_else_is_the_name_of_a_network(string name) => Assert.Null(NetworkNames.Find(name));
}
