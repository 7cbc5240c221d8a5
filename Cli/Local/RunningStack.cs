using Colorize.Storage;
using Microsoft.Extensions.Configuration;

namespace Colorize.Cli.Local;

/// <summary>Where the other commands find the storage: in the settings, or else the one that ./colorize up keeps running.</summary>
internal static class RunningStack
{
    private static string NoteFile => Path.Combine(ProjectFolder.Root, ".azurite", "up.txt");

    /// <summary>The storage's clients.</summary>
    /// <exception cref="PlainErrorException">No storage is set, and none runs here.</exception>
    public static StorageClients Find()
    {
        IConfigurationRoot settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        IConfigurationSection section = settings.GetSection(StorageOptions.SectionName);
        if (section.Value is not null || section.GetChildren().Any())
        {
            return StorageClients.Create(StorageOptions.From(settings));
        }

        return File.Exists(NoteFile)
            ? StorageClients.Create(new StorageOptions { ConnectionString = File.ReadAllText(NoteFile) })
            : throw new PlainErrorException($"There is no storage to work with: start one with ./colorize up, or set {StorageOptions.SectionName}.");
    }

    /// <summary>Leaves a note of a storage for the other commands, until it is disposed.</summary>
    public static IDisposable Announce(string connectionString)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(NoteFile)!);
        File.WriteAllText(NoteFile, connectionString);
        return new Note();
    }

    private sealed class Note : IDisposable
    {
        public void Dispose() => File.Delete(NoteFile);
    }
}
