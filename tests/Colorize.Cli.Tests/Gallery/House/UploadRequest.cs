using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Colorize.Tests.Gallery.House;

/// <summary>Sends photographs as the page does: a list of them in front of their contents.</summary>
internal static class UploadRequest
{
    /// <summary>Sends photographs together.</summary>
    public static Task<HttpResponseMessage> PutPhotographsAsync(
        this HttpClient client, CancellationToken cancellationToken, params (string Path, byte[] Content)[] photographs)
    {
        JsonArray list = [.. photographs.Select(one => new JsonObject { ["path"] = one.Path, ["bytes"] = one.Content.Length })];
        byte[] contents = [.. photographs.SelectMany(one => one.Content)];
        return client.PutListAsync(list.ToJsonString(), contents, cancellationToken);
    }

    /// <summary>Sends any list in front of any contents.</summary>
    public static async Task<HttpResponseMessage> PutListAsync(
        this HttpClient client, string list, byte[] contents, CancellationToken cancellationToken)
    {
        byte[] first = Encoding.UTF8.GetBytes(list);
        using ByteArrayContent body = new([.. first, .. contents]);
        string address = string.Create(CultureInfo.InvariantCulture, $"/photographs?list={first.Length}");
        return await client.PutAsync(address, body, cancellationToken);
    }

    /// <summary>What the gallery says of each.</summary>
    public static async Task<JsonNode[]> OutcomesAsync(this HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        string lines = await answer.Content.ReadAsStringAsync(cancellationToken);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }
}
