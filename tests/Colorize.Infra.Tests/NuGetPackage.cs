using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Colorize.Tests.Infra;

/// <summary>A package that a lock file names, and what its own description says of its licence.</summary>
/// <param name="Id">The package's name.</param>
/// <param name="IsDistributed">Whether a program has it, and not only builds and tests.</param>
/// <param name="Licence">Its licence by its SPDX name; with a star where that was read off a text.</param>
/// <param name="Holder">Whose it is.</param>
internal sealed partial record NuGetPackage(string Id, bool IsDistributed, string Licence, string Holder)
{
    private static readonly string[] Programs = ["Shared", "Functions", "Trainer", "Cli"];

    /// <summary>All packages of all lock files, each once.</summary>
    public static IEnumerable<NuGetPackage> All() => Directory
        .EnumerateFiles(Repository.Root, "packages*.lock.json", SearchOption.AllDirectories)
        .Where(
            file =>
                !file.Contains("/node_modules/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal)
                    && !file.Contains("/bin/", StringComparison.Ordinal))
        .SelectMany(Locked)
        .GroupBy(package => package.Id, StringComparer.OrdinalIgnoreCase)
        .Select(group => Read(group.Key, group.First().Version, group.Any(package => package.IsDistributed)))
        .OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<(string Id, string Version, bool IsDistributed)> Locked(string file)
    {
        bool isDistributed = Programs.Contains(Path.GetRelativePath(Repository.Root, file).Split('/')[0]);
        return JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("dependencies").EnumerateObject()
            .SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.TryGetProperty("resolved", out _))
            // The lock files of programs name the analyzers that look them over, and none of those goes into a program.
            .Select(package => (
                package.Name,
                package.Value.GetProperty("resolved").GetString()!,
                isDistributed && !package.Name.EndsWith("Analyzers", StringComparison.Ordinal)));
    }

    private static NuGetPackage Read(string id, string version, bool isDistributed)
    {
        string folder = Path.Combine(Repository.PackageFolder, id.ToLowerInvariant(), version.ToLowerInvariant());
        XElement metadata = XDocument.Load(Directory.EnumerateFiles(folder, "*.nuspec").Single()).Root!.Elements()
            .Single(element => element.Name.LocalName == "metadata");
        string? Text(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim();
        XElement? licence = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license");
        string holder = Text("copyright") is { Length: > 0 } copyright ? copyright : Text("authors") ?? string.Empty;
        return new NuGetPackage(
            Text("id")!,
            isDistributed,
            licence?.Attribute("type")?.Value switch
            {
                "expression" => licence.Value,
                "file" => Recognise(File.ReadAllText(Path.Combine(folder, licence.Value.Replace('\\', '/')))),
                _ => ByAddress(Text("licenseUrl") ?? string.Empty),
            },
            Spaces().Replace(holder.Replace("|", "/", StringComparison.Ordinal), " "));
    }

    private static string Recognise(string text) => text switch
    {
        _ when text.Contains("Apache License", StringComparison.OrdinalIgnoreCase) => "Apache-2.0*",
        _ when text.Contains("Permission is hereby granted, free of charge", StringComparison.OrdinalIgnoreCase) => "MIT*",
        _ when text.Contains("Redistribution and use in source and binary forms", StringComparison.OrdinalIgnoreCase) => "BSD-3-Clause",
        _ => "its own",
    };

    // Old packages of .NET name their licence by an address only. An address that is not known here is shown, and refused.
    private static string ByAddress(string address) => address switch
    {
        "" => "not stated",
        "https://github.com/dotnet/corefx/blob/master/LICENSE.TXT" or "https://github.com/dotnet/standard/blob/master/LICENSE.TXT" =>
            "MIT*",
        "https://go.microsoft.com/fwlink/?linkid=2028464" => "MIT*",
        "http://go.microsoft.com/fwlink/?LinkId=329770" or "https://go.microsoft.com/fwlink/?LinkId=329770" => ".NET Library License*",
        _ => address,
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
