using Colorize.Functions.Delivery;
using Colorize.Functions.Hosting;
using Colorize.Imaging;
using Microsoft.Extensions.Configuration;

namespace Colorize.Tests.Delivery;

public sealed class DeliveryTimeValidatorTests
{
    [Theory]
    [InlineData(null, 9 * 60, true)]
    [InlineData(null, (9 * 60) + 1, false)]
    [InlineData("00:30:00", (9 * 60) + 1, true)]
    [InlineData("00:30:00", (29 * 60) + 1, false)]
    [InlineData("-1", 60 * 60, true)]
    public void A_delivery_is_over_before_the_host_ends_the_function(string? functionTimeout, int processingSeconds, bool fits)
    {
        IConfiguration settings = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("AzureFunctionsJobHost:functionTimeout", functionTimeout)])
            .Build();
        DeliveryTimeValidator rule = new(retryTime: TimeSpan.FromMinutes(1), HostJson.FunctionTimeout(settings));

        Assert.Equal(
            fits, rule.Validate(name: null, new ImageLimits { ProcessingTime = TimeSpan.FromSeconds(processingSeconds) }).Succeeded);
    }
}
