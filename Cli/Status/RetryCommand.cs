using System.CommandLine;
using System.Globalization;
using Colorize.Cli.CommandLine;
using Colorize.Cli.Local;
using Colorize.Storage;

namespace Colorize.Cli.Status;

/// <summary><c>retry</c>: drives rejected, given-up and missing blobs again.</summary>
internal static class RetryCommand
{
    public static Command Create()
    {
        Option<bool> json = CommonOptions.Json("Print the names as JSON.");
        Command command = new("retry", "Drives rejected, given-up and missing blobs again.") { json };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool json, CancellationToken cancellationToken)
    {
        StorageClients storage = await RunningStack.ConnectAsync(cancellationToken);
        IReadOnlyList<string> driven = await new Requeue(storage, TimeProvider.System).RunAsync(cancellationToken);
        if (json)
        {
            JsonOutput.Write(new { Retried = driven });
            return ExitCode.Done;
        }

        foreach (string name in driven)
        {
            Console.WriteLine(name);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{driven.Count:N0} rejected, given-up or missing blobs are tried again. See: ./colorize status"));
        return ExitCode.Done;
    }
}
