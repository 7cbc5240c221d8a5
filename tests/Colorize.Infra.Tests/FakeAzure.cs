namespace Colorize.Tests.Infra;

/// <summary>
/// A command <c>az</c> that answers from a table of <c>pattern|answer</c> and writes down its calls, and a <c>curl</c> and a
/// <c>docker</c> beside it.
/// </summary>
internal sealed class FakeAzure : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FakeAzure(string answers, string webhookAnswer = """{"validationResponse":"6b2f6a0e-0d5a-4a0e-8d7e-5f8f7d6c5b4a"}""")
    {
        _folder.Add("answers", answers + "\n");
        _folder.Add("webhook", webhookAnswer);
        AddCommand("az", """
            here=$(dirname "$(dirname "$0")")
            echo "$*" >>"$here/calls"
            [ "$1" != deployment ] || env | grep '^COLORIZE_' | sort >"$here/environment"
            while IFS='|' read -r pattern answer; do
                # shellcheck disable=SC2053
                if [[ "$*" == $pattern ]]; then
                    case $answer in
                        '!'*) echo "${answer#!}" >&2; exit 1 ;;
                        '') ;;
                        *) printf '%b\n' "$answer" ;;
                    esac
                    exit 0
                fi
            done <"$here/answers"
            """);
        AddCommand("curl", """
            here=$(dirname "$(dirname "$0")")
            cat >>"$here/requests"
            echo "curl $*" >>"$here/calls"
            cat "$here/webhook"
            """);
        AddCommand("docker", """
            here=$(dirname "$(dirname "$0")")
            echo "docker $*" >>"$here/calls"
            """);
    }

    /// <summary>The arguments of each call of <c>az</c>, and those of the other commands after their names, in order.</summary>
    public string[] Calls => Lines("calls");

    /// <summary>The addresses that <c>curl</c> was told to ask.</summary>
    public string[] Requests => Lines("requests");

    /// <summary>Our environment variables at the last deployment.</summary>
    public string[] DeploymentEnvironment => Lines("environment");

    public Task<(int ExitCode, string Output)> RunAsync(string script, params string[] arguments) =>
        RunAsync(script, subscription: null, arguments);

    public Task<(int ExitCode, string Output)> RunAsync(string script, string? subscription, string[] arguments) => Shell.RunAsync(
        "bash",
        [Repository.File($"infra/{script}"), .. arguments],
        new Dictionary<string, string?>
        {
            ["PATH"] = Path.Combine(_folder.Path, "bin") + ":" + Environment.GetEnvironmentVariable("PATH"),
            ["AZURE_ENV_NAME"] = null,
            ["AZURE_LOCATION"] = null,
            ["AZURE_PRINCIPAL_ID"] = null,
            ["AZURE_SUBSCRIPTION_ID"] = subscription,
            ["COLORIZE_POLL_SECONDS"] = "0.1",
            ["COLORIZE_WEBHOOK_SECONDS"] = "1",
        });

    public void Dispose() => _folder.Dispose();

    private string[] Lines(string name)
    {
        string file = Path.Combine(_folder.Path, name);
        return File.Exists(file) ? File.ReadAllLines(file) : [];
    }

    private void AddCommand(string name, string body) => File.SetUnixFileMode(
        _folder.Add($"bin/{name}", "#!/usr/bin/env bash\n" + body + "\n"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
}
