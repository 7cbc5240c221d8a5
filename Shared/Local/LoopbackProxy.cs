namespace Colorize.Local;

/// <summary>Proxies are for the world outside: what runs on this machine is spoken to directly.</summary>
public static class LoopbackProxy
{
    private static readonly string[] Loopback = ["127.0.0.1", "localhost", "::1"];

    /// <summary>Tells this process, and those that it starts, to pass the proxy by for this machine. Before the first request.</summary>
    public static void Bypass()
    {
        foreach (string variable in (string[])["NO_PROXY", "no_proxy"])
        {
            string[] known = (Environment.GetEnvironmentVariable(variable) ?? string.Empty).Split(
                ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            Environment.SetEnvironmentVariable(variable, string.Join(',', known.Union(Loopback)));
        }
    }
}
