using System.CommandLine;
using Colorize.Cli.Gallery.Serving;
using Colorize.Cli.Local;
using Colorize.Imaging;
using Colorize.Local;
using Colorize.Storage;

namespace Colorize.Cli.Gallery;

/// <summary><c>up</c>: everything on this machine, until Ctrl-C.</summary>
internal static class UpCommand
{
    private const int UsualPort = 5080;
    private const int MaxPort = 65_535;

    public static Command Create()
    {
        Option<int> port = new("--port") { Description = "The gallery's port; 0 takes any.", DefaultValueFactory = _ => UsualPort };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out int number) && number is < 0 or > MaxPort)
            {
                result.AddError($"--port is {text}; it must be from 0 to {MaxPort}.");
            }
        });
        Option<DirectoryInfo> data = new("--data") { Description = "Where the storage keeps its files. Default: .azurite/data" };
        Option<string> storage = new("--storage")
        {
            Description = "Shows the photographs of a storage account in Azure instead, with your own login (az login); "
                + "runs nothing but the gallery.",
            HelpName = "URL",
        };
        storage.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !RemoteAccount.IsAddress(text))
            {
                result.AddError(
                    $"--storage is '{text}'; it must be an account's blob endpoint, such as https://account.blob.core.windows.net.");
            }
        });
        Command command = new("up", "Runs Azurite, the functions and a gallery page on this machine, until Ctrl-C.")
        {
            port, data, storage,
        };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(storage) is { } account
            ? ShowAsync(new Uri(account), parsed.GetValue(port), cancellationToken)
            : RunAsync(parsed.GetValue(port), parsed.GetValue(data)?.FullName ?? RunningStack.DefaultData, cancellationToken));
        return command;
    }

    private static async Task<int> ShowAsync(Uri account, int port, CancellationToken cancellationToken)
    {
        ImageLimits limits = ConfiguredLimits.Read(ProjectFolder.Root);
        StorageClients storage = await RemoteAccount.ConnectAsync(account, cancellationToken);
        await using GalleryServer gallery = await GalleryServer.StartAsync(storage, data: null, limits, port, cancellationToken);
        Console.WriteLine($"Gallery: {gallery.Address}, of {storage.Address}");
        Console.WriteLine("Ctrl-C stops it; the photographs stay.");
        try
        {
            return await WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }

    private static async Task<int> RunAsync(int port, string data, CancellationToken cancellationToken)
    {
        ImageLimits limits = ConfiguredLimits.Read(ProjectFolder.Root);
        using StackLock held = StackLock.TryTake(data)
            ?? throw new PlainErrorException(
                $"Another ./colorize up keeps its storage in {data}. Use that one, stop it, or name another folder with --data.");
        Console.WriteLine("Starting Azurite and the functions ...");
        await using LocalStack stack = await LocalStack.StartAsync(data, Console.Out, cancellationToken);
        await using GalleryServer gallery = await GalleryServer.StartAsync(stack.Storage, data, limits, port, cancellationToken);
        Console.WriteLine($"Gallery: {gallery.Address} (drop photographs there, or: ./colorize drop photo.jpg)");
        Console.WriteLine($"Storage: {stack.ConnectionString}");
        Console.WriteLine("Ctrl-C stops everything; the photographs stay.");
        try
        {
            return await stack.WhileRunningAsync(WaitAsync, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Console.WriteLine("Stopping ...");
            return ExitCode.Done;
        }
    }

    private static async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return ExitCode.Done;
    }
}
