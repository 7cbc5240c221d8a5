using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Colorize.Tests.Worker;

/// <summary>The gRPC server that a worker finds in place of the Functions host.</summary>
internal sealed class FunctionsHostServer : IAsyncDisposable
{
    private readonly WebApplication _web;

    private FunctionsHostServer(WebApplication web, FunctionsHostService service)
    {
        _web = web;
        Service = service;
        Address = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>The host's side of the conversation.</summary>
    public FunctionsHostService Service { get; }

    public Uri Address { get; }

    public static async Task<FunctionsHostServer> StartAsync()
    {
        FunctionsHostService service = new();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(service);
        WebApplication web = builder.Build();
        web.MapGrpcService<FunctionsHostService>();
        await web.StartAsync();
        return new FunctionsHostServer(web, service);
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        Service.Dispose();
    }
}
