namespace Colorize.Tests.Infra;

/// <summary>A command <c>az</c> that answers from a table of <c>pattern|answer</c> and writes down its calls.</summary>
internal sealed class FakeAzure : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FakeAzure(string answers)
    {
        _folder.Add("answers", answers + "\n");
        string az = _folder.Add("bin/az", """
            #!/usr/bin/env bash
            here=$(dirname "$(dirname "$0")")
            echo "$*" >>"$here/calls"
            while IFS='|' read -r pattern answer; do
                # shellcheck disable=SC2053
                if [[ "$*" == $pattern ]]; then
                    case $answer in
                        '!'*) echo "${answer#!}" >&2; exit 1 ;;
                        '') ;;
                        *) echo "$answer" ;;
                    esac
                    exit 0
                fi
            done <"$here/answers"
            """);
        string curl = _folder.Add("bin/curl", "#!/bin/sh\n");
        File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.SetUnixFileMode(curl, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>The arguments of each call, in order.</summary>
    public string[] Calls => File.Exists(CallsFile) ? File.ReadAllLines(CallsFile) : [];

    private string CallsFile => Path.Combine(_folder.Path, "calls");

    public Task<(int ExitCode, string Output)> RunAsync(string script, params string[] arguments) => Shell.RunAsync(
        "bash",
        [Repository.File($"infra/{script}"), .. arguments],
        new Dictionary<string, string?>
        {
            ["PATH"] = Path.Combine(_folder.Path, "bin") + ":" + Environment.GetEnvironmentVariable("PATH"),
            ["AZURE_ENV_NAME"] = null,
            ["AZURE_LOCATION"] = null,
            ["AZURE_PRINCIPAL_ID"] = null,
        });

    public void Dispose() => _folder.Dispose();
}
