using System.Text;
using System.Text.Json;

namespace Colorize.Tests.Infra;

/// <summary>THIRD-PARTY-NOTICES.md lists every package that the lock files name, with its licence.</summary>
public sealed class NoticesTests
{
    private const string Begin = "<!-- packages -->\n";
    private const string End = "<!-- /packages -->";

    [Fact]
    public void Every_package_is_listed_with_its_licence()
    {
        string file = Repository.File("THIRD-PARTY-NOTICES.md");
        string text = File.ReadAllText(file);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        string tables = Tables();
        if (Environment.GetEnvironmentVariable("COLORIZE_UPDATE_NOTICES") == "1")
        {
            File.WriteAllText(file, text[..begin] + tables + text[end..]);
            return;
        }

        Assert.Equal(tables, text[begin..end]);
    }

    [Fact]
    public void No_package_asks_for_more_than_a_notice()
    {
        // LGPL: libvips, which is a library of its own beside the program and can be replaced; see the notices.
        string[] allowed =
        [
            "MIT", "MIT-0", "MIT*", "Apache-2.0", "Apache-2.0*", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "MS-PL", "Unlicense",
            "BlueOak-1.0.0", "PostgreSQL",
            "LGPL-3.0-or-later", "Python-2.0", "CC0-1.0", "WTFPL", "Zlib", ".NET Library License*",
        ];

        // MPL asks whoever distributes it changed; axe, which looks over pages in tests, is neither.
        string[] others = [.. NuGetPackage.All()
            .Where(package => package.IsDistributed || package.Licence != "MPL-2.0")
            .Select(package => $"{package.Id}: {package.Licence}")
            .Concat(NpmPackages().Select(package => $"{package.Name}: {package.Licence}"))
            .Where(
                line => !line.Split(": ")[1].Trim('(', ')').Split(" OR ").SelectMany(part => part.Split(" AND ")).Any(allowed.Contains))];

        Assert.Equal([], others);
    }

    private static string Tables()
    {
        NuGetPackage[] packages = [.. NuGetPackage.All()];
        StringBuilder text = new();
        AppendNuGet(text, "In what is distributed: the programs and the images (NuGet)", packages.Where(package => package.IsDistributed));
        AppendNuGet(text, "In builds and tests only (NuGet)", packages.Where(package => !package.IsDistributed));
        text.Append(
            "\n## On your machine: the storage emulator, the sample photographs and a check of queries (npm)\n\n| package | licence "
                + "|\n|---|---|\n");
        foreach ((string name, string licence) in NpmPackages())
        {
            text.Append("| ").Append(name).Append(" | ").Append(licence).Append(" |\n");
        }

        return text.ToString();
    }

    private static void AppendNuGet(StringBuilder text, string title, IEnumerable<NuGetPackage> packages)
    {
        text.Append("\n## ").Append(title).Append("\n\n| package | licence | of |\n|---|---|---|\n");
        foreach (NuGetPackage package in packages)
        {
            text.Append("| [").Append(package.Id).Append("](https://www.nuget.org/packages/").Append(package.Id).Append(") | ")
                .Append(package.Licence).Append(" | ").Append(package.Holder).Append(" |\n");
        }
    }

    // tv4's own address of its licence, whose text begins with "License: Public Domain or MIT"; uri-templates is by the same author.
    private static string LicenceOf(string declared) =>
        declared == "http://geraintluff.github.io/tv4/LICENSE.txt" ? "(CC0-1.0 OR MIT)" : declared;

    private static IEnumerable<(string Name, string Licence)> NpmPackages() =>
        new[] { "package-lock.json", "tests/Colorize.Infra.Tests/Queries/package-lock.json" }
            .SelectMany(file => JsonDocument.Parse(Repository.Read(file)).RootElement.GetProperty("packages").EnumerateObject())
            .Where(package => package.Name.Length > 0)
            .Select(package => (
                Name: package.Name[(package.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..],
                Licence: package.Value.TryGetProperty("license", out JsonElement licence) ? LicenceOf(licence.GetString()!) : "not stated"))
            .Distinct().OrderBy(package => package.Name, StringComparer.Ordinal);
}
