using Azure;
using Colorize.Cli.Gallery.Album;
using Colorize.Storage;
using Microsoft.AspNetCore.Http;

namespace Colorize.Cli.Gallery.Serving;

/// <summary>
/// Answers the gallery's own page alone. A page elsewhere must not read photographs by a name that it has made point here (DNS
/// rebinding), nor upload, nor show previews as pictures of its own, nor put the gallery into a frame.
/// </summary>
internal static class PageGuard
{
    private const string Policy =
        "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Judges a request before anything else does, and words errors that nothing else has.</summary>
    public static async Task InvokeAsync(HttpContext context, Func<Task> next)
    {
        Protect(context.Response.Headers);
        if (IsForeign(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        try
        {
            await next();
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The page was closed: nobody is there to be told.
        }
        catch (RequestFailedException exception) when (exception.IsNotFound() && !context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        catch (Exception exception) when (StorageErrorMessage.IsIn(exception) && !context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(StorageErrorMessage.Of(exception), context.RequestAborted);
        }
    }

    private static bool IsForeign(HttpRequest request)
    {
        // Browsers send Sec-Fetch-Site with every request; "none" is what a person typed or clicked outside of any page.
        bool foreignSite = request.Headers["Sec-Fetch-Site"].FirstOrDefault() is not (null or "same-origin" or "none");
        bool foreignOrigin = request.Headers.Origin is [string origin] && origin != $"{request.Scheme}://{request.Host}";
        return foreignSite || foreignOrigin || request.Host.Host is not ("127.0.0.1" or "localhost");
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
