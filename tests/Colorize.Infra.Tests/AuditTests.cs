namespace Colorize.Tests.Infra;

/// <summary>What the check of known vulnerabilities makes of dotnet's answers, which are quoted as dotnet gave them.</summary>
public sealed class AuditTests
{
    [Theory]
    [InlineData("High", 1)]
    [InlineData("Critical", 1)]
    [InlineData("Moderate", 0)]
    [InlineData("Low", 0)]
    public async Task A_high_vulnerability_fails_and_a_lower_one_is_shown(string severity, int expected)
    {
        (int exitCode, string output) = await AuditAsync($$"""
            {
              "projects": [
                {
                  "frameworks": [
                    {
                      "topLevelPackages": [],
                      "transitivePackages": [
                        {
                          "id": "Some.Package",
                          "resolvedVersion": "13.0.4",
                          "vulnerabilities": [
                            {
                              "severity": "{{severity}}",
                              "advisoryurl": "https://github.com/advisories/GHSA-1"
                            }
                          ]
                        }
                      ]
                    }
                  ]
                }
              ]
            }
            """);

        Assert.Equal(expected, exitCode);
        Assert.Equal($"{severity}: Some.Package 13.0.4, https://github.com/advisories/GHSA-1\n", output);
    }

    [Fact]
    public async Task A_feed_without_data_is_not_taken_for_a_feed_without_findings()
    {
        (int exitCode, string output) = await AuditAsync("""
            {
              "problems": [
                {
                  "level": "warning",
                  "text": "Audit source 'nuget.org' did not provide any vulnerability data."
                }
              ]
            }
            """);

        Assert.Equal(3, exitCode);
        Assert.Equal("a package source has no data about vulnerabilities\n", output);
    }

    [Fact]
    public async Task A_feed_that_does_not_answer_is_named()
    {
        (int exitCode, string output) = await AuditAsync(
            "error: Unable to load the service index for source https://127.0.0.1/index.json.", listCode: 1);

        Assert.Equal(3, exitCode);
        Assert.Equal(
            "the package sources do not answer: Unable to load the service index for source https://127.0.0.1/index.json.\n", output);
    }

    [Fact]
    public async Task Packages_without_findings_pass_in_silence() => Assert.Equal(
        (0, string.Empty), await AuditAsync("""{ "projects": [] }"""));

    private static async Task<(int ExitCode, string Output)> AuditAsync(string answer, int listCode = 0)
    {
        using TemporaryFolder folder = new();
        folder.Add("answer", answer);
        string dotnet = folder.Add("bin/dotnet", $"""
            #!/usr/bin/env bash
            if [ "$1" = nuget ]; then
                echo 'E https://127.0.0.1/index.json'
            else
                cat '{folder.Path}/answer'
                exit {listCode}
            fi
            """);
        File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return await Shell.RunAsync(
            "bash",
            [Repository.File("eng/audit.sh")],
            new Dictionary<string, string?>
            {
                ["PATH"] = Path.Combine(folder.Path, "bin") + ":" + Environment.GetEnvironmentVariable("PATH"),
            });
    }
}
