using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Colorize.Files;
using Colorize.Storage;
using Microsoft.Extensions.Configuration;

namespace Colorize.Local;

/// <summary>The storage of a <c>./colorize up</c> that runs on this machine, as it announces itself to the other commands.</summary>
/// <param name="Data">The folder in which it keeps its data.</param>
/// <param name="ConnectionString">How to reach it, with its key.</param>
public sealed record RunningStorage(string Data, string ConnectionString)
{
    /// <summary>The variable that names another folder than the project's for what local storages keep.</summary>
    public const string StateVariable = "COLORIZE_STATE";

    private const string StateFolder = ".azurite";
    private const string DefaultName = "data";
    private const string NotesFolder = "running";
    private const string NoteExtension = ".json";

    /// <summary>
    /// The folder in which a storage keeps its data unless it is told another; null where the project's folder is not known.
    /// </summary>
    public static string? DefaultData => State is { } state ? Path.Combine(state, DefaultName) : null;

    private static string? State => Environment.GetEnvironmentVariable(StateVariable) is { Length: > 0 } told
        ? Path.GetFullPath(told)
        : ProjectRoot.Find() is { } root ? Path.Combine(root, StateFolder) : null;

    /// <summary>
    /// The storage that the settings name, or else the one that runs on this machine.
    /// </summary>
    /// <exception cref="StorageSettingsException">There is none, or more than one runs; the message says what to do.</exception>
    public static StorageOptions OptionsFrom(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        IConfigurationSection section = settings.GetSection(StorageOptions.SectionName);
        return section.Value is not null || section.GetChildren().Any()
            ? StorageOptions.From(settings)
            : new StorageOptions { ConnectionString = Find().ConnectionString };
    }

    /// <summary>Announces this storage until the answer is disposed.</summary>
    /// <exception cref="IOException">It cannot be announced safely; the message says why.</exception>
    public IDisposable Announce()
    {
        string state = State ?? Data;
        string folder = Path.Combine(state, NotesFolder);
        PrivateFile.PrepareFolder(state);
        PrivateFile.PrepareFolder(folder);
        string file = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Data)))[..16] + NoteExtension);
        PrivateFile.Write(file, JsonSerializer.Serialize(this));
        return new Note(file);
    }

    private static RunningStorage Find()
    {
        RunningStorage[] all = [.. FindAll()];
        return all switch
        {
            [] =>
                throw new StorageSettingsException(
                    $"There is no storage to work with: start one with ./colorize up, or set {StorageOptions.SectionName}."),
            [RunningStorage only] => only,
            _ => all.FirstOrDefault(one => one.Data == DefaultData) ?? throw new StorageSettingsException(
                $"More than one ./colorize up runs ({string.Join(", ", all.Select(one => one.Data))}): set {StorageOptions.SectionName} to "
                    + "the storage that one of them has printed."),
        };
    }

    // A killed up leaves its note behind, but not its lock.
    private static IEnumerable<RunningStorage> FindAll()
    {
        if (State is not { } state || !Directory.Exists(Path.Combine(state, NotesFolder)))
        {
            return [];
        }

        return Directory.EnumerateFiles(Path.Combine(state, NotesFolder), "*" + NoteExtension).Order(StringComparer.Ordinal)
            .Select(Read).OfType<RunningStorage>().Where(one => StackLock.IsHeld(one.Data));
    }

    private static RunningStorage? Read(string file)
    {
        try
        {
            return PrivateFile.TryRead(file) is { } text
                && JsonSerializer.Deserialize<RunningStorage>(text) is { Data: not null, ConnectionString: not null } one ? one : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class Note(string file) : IDisposable
    {
        public void Dispose() => File.Delete(file);
    }
}
