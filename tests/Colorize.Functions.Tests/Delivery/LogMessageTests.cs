using System.Reflection;
using Colorize.Functions;
using Microsoft.Extensions.Logging;

namespace Colorize.Tests.Delivery;

public sealed class LogMessageTests
{
    private const string BlobAndVersion = "{Blob} ({ETag}): ";

    [Fact]
    public void Messages_about_a_blob_have_its_name_and_version_as_fields_of_the_same_names()
    {
        string[] messages = [.. typeof(ColorizeGrayscale).Assembly.GetTypes()
            .SelectMany(
                type => type.GetMethods(BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.Message)
            .OfType<string>()];

        Assert.Contains(messages, message => message.StartsWith(BlobAndVersion, StringComparison.Ordinal));
        Assert.All(messages, message => Assert.DoesNotContain("{Path}", message, StringComparison.OrdinalIgnoreCase));
        Assert.All(
            messages.Where(message => message.Contains("Blob", StringComparison.OrdinalIgnoreCase)),
            message => Assert.StartsWith(BlobAndVersion, message, StringComparison.Ordinal));
    }
}
