using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.Identity;

/// <summary>
/// The endpoint that gives a process in Azure tokens for its managed identity, as App Service and Container Apps run it beside each app:
/// the two variables name it, and a header proves that it is the app that asks.
/// </summary>
internal sealed class ManagedIdentity : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _endpoint = $"http://127.0.0.1:{FreePorts.Take(1)[0]}/msi/token/";
    private readonly string _secret = Guid.NewGuid().ToString();
    private readonly string _audience;

    /// <param name="audience">Whom its tokens are for, whatever is asked.</param>
    public ManagedIdentity(string audience = TestToken.Storage)
    {
        _audience = audience;
        _listener.Prefixes.Add(_endpoint);
        _listener.Start();
        _ = AnswerAsync();
    }

    /// <summary>The identities, by their client ids, and the resources that tokens were asked for.</summary>
    public ConcurrentQueue<(string? ClientId, string? Resource)> Asked { get; } = [];

    /// <summary>The environment of an app beside it.</summary>
    public IEnumerable<(string Name, string Value)> Settings => [("IDENTITY_ENDPOINT", _endpoint), ("IDENTITY_HEADER", _secret)];

    public void Dispose() => _listener.Close();

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext request = await _listener.GetContextAsync();
                await AnswerAsync(request.Request, request.Response);
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task AnswerAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        if (request.Headers["X-IDENTITY-HEADER"] != _secret)
        {
            response.StatusCode = (int)HttpStatusCode.Unauthorized;
            response.Close();
            return;
        }

        string? clientId = request.QueryString["client_id"];
        Asked.Enqueue((clientId, request.QueryString["resource"]));
        (string token, DateTimeOffset expires) = TestToken.Create(_audience);
        response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(response.OutputStream, new
        {
            access_token = token,
            expires_on = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            resource = _audience,
            token_type = "Bearer",
            client_id = clientId,
        });
        response.Close();
    }
}
