using System.CommandLine;
using Colorize.Cli.Local;

namespace Colorize.Cli.Gallery;

/// <summary><c>up</c>: everything on this machine, until Ctrl-C.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The gallery's port; 0 takes any.", DefaultValueFactory = _ => 5080 };
        var data = new Option<DirectoryInfo>("--data") { Description = "Where the storage keeps its files. Default: .azurite/data" };
        var command = new Command("up", "Runs Azurite, the functions and a gallery page on this machine, until Ctrl-C.") { port, data };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(port), parsed.GetValue(data)?.FullName ?? Path.Combine(ProjectFolder.Root, ".azurite", "data"), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int port, string data, CancellationToken cancellationToken)
    {
        Console.WriteLine("Starting Azurite and the functions ...");
        await using LocalStack stack = await LocalStack.StartAsync(data, Console.Out, cancellationToken).ConfigureAwait(false);
        await using GallerySite gallery = await GallerySite.StartAsync(stack.Storage, port, cancellationToken).ConfigureAwait(false);
        using IDisposable note = RunningStack.Announce(stack.ConnectionString);
        Console.WriteLine($"Gallery: {gallery.Address} (drop photographs there, or: ./colorize drop photo.jpg)");
        Console.WriteLine($"Storage: {stack.ConnectionString}");
        Console.WriteLine("Ctrl-C stops everything; the photographs stay.");
        try
        {
            return await stack.WhileRunningAsync(WaitAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Console.WriteLine("Stopping ...");
            return ExitCode.Done;
        }
    }

    private static async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
