using System.Globalization;
using Colorize.Cli.Gallery.Album;
using Colorize.Cli.Gallery.Pictures;
using Colorize.Cli.Models;
using Colorize.Inference;
using Colorize.Models;
using Colorize.Storage;
using Microsoft.AspNetCore.Http;

namespace Colorize.Cli.Gallery.Actions;

/// <summary>What a person can do to photographs that are there: to one or to a selection.</summary>
internal sealed class ActionEndpoints(
    StorageClients storage, PhotographDeletion deletion, PhotographRenewal renewal, PendingZips zips, AlbumPoller poller)
{
    private const int SideBySide = 4;

    /// <summary>What photographs can be coloured with.</summary>
    public async Task<IResult> ChoicesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Results.Json(await AvailableNetworks.ReadAsync(storage, cancellationToken));
        }
        catch (ModelSetException exception)
        {
            return Results.Text(exception.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    /// <summary>Deletes photographs.</summary>
    public Task<IResult> DeleteAsync(PhotographSelection selection, CancellationToken cancellationToken) =>
        ForEachAsync(selection, deletion.DeleteAsync, cancellationToken);

    /// <summary>Has photographs colorized again as they are.</summary>
    public Task<IResult> RetryAsync(PhotographSelection selection, CancellationToken cancellationToken) =>
        ForEachAsync(selection, async (path, stop) => await renewal.RenewAsync(path, preferences: null, stop), cancellationToken);

    /// <summary>Has one photograph colorized again with other preferences.</summary>
    public async Task<IResult> ChangePreferencesAsync(PhotographPreferences wanted, CancellationToken cancellationToken)
    {
        AvailableNetworks available = await AvailableNetworks.ReadAsync(storage, cancellationToken);
        if (wanted.Network is not null && !available.Networks.Contains(wanted.Network))
        {
            return Results.Text(
                $"The model set {available.Model} has no network '{wanted.Network}'; it has {string.Join(", ", available.Networks)}.",
                statusCode: StatusCodes.Status400BadRequest);
        }

        ColorPreferences preferences;
        try
        {
            preferences = ColorPreferences.Parse(wanted.Network, wanted.Vividness?.ToString(CultureInfo.InvariantCulture));
        }
        catch (FormatException exception)
        {
            return Results.Text(exception.Message, statusCode: StatusCodes.Status400BadRequest);
        }

        if (!BlobPaths.IsAddressable(wanted.Path) || !await renewal.RenewAsync(wanted.Path, preferences, cancellationToken))
        {
            return Results.Text($"{wanted.Path} is not there any more.", statusCode: StatusCodes.Status404NotFound);
        }

        poller.RequestPoll();
        return Results.NoContent();
    }

    /// <summary>Prepares a zip.</summary>
    public IResult PrepareZip(PhotographSelection selection) => Results.Json(new { Zip = zips.Add(selection.Paths) });

    private async Task<IResult> ForEachAsync(
        PhotographSelection selection, Func<string, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(selection.Paths.Where(BlobPaths.IsAddressable), options, async (path, stop) => await act(path, stop));
        poller.RequestPoll();
        return Results.NoContent();
    }
}
