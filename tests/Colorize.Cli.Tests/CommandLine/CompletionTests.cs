using System.Diagnostics;
using Colorize.Tests.Running;

namespace Colorize.Tests.CommandLine;

/// <summary>The shells themselves, with the script that <c>completion</c> prints for them.</summary>
public sealed class CompletionTests : IDisposable
{
    // Types each line, presses Tab, and writes down what stands on the line then.
    private const string TypeInZsh = """
        zmodload zsh/zpty
        zpty shell zsh -f -i
        zpty -w shell "source $1; report() { print -r -- \"\$BUFFER\" >> $2; zle kill-whole-line }; zle -N report; bindkey '^X^R' report"
        out=$2; shift 2
        for line in "$@"; do zpty -w -n shell "$line"$'\t\C-x\C-r'; done
        zpty -w shell exit
        while zpty -r shell text; do :; done
        cat $out
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("colorize-completion-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Bash_completes_commands_and_options()
    {
        string script = await ScriptAsync("bash");
        Assert.Equal("drop", await CompleteAsync("./colorize", "dr"));
        Assert.Equal("--vividness", await CompleteAsync("./colorize", "drop", "--viv"));

        async Task<string> CompleteAsync(params string[] words)
        {
            string typed = string.Join(' ', words.Select(word => $"'{word}'"));
            string place = $"COMP_WORDS=({typed}); COMP_CWORD={words.Length - 1}";
            return (await RunAsync("bash", "-c", $"source {script}; {place}; _colorize; echo \"${{COMPREPLY[*]}}\"")).Trim();
        }
    }

    [Fact]
    public async Task Zsh_completes_commands_options_and_files()
    {
        string script = await ScriptAsync("zsh");
        string photo = Path.Combine(_folder, "photo.jpg");
        await File.WriteAllTextAsync(photo, string.Empty, TestContext.Current.CancellationToken);
        string type = Path.Combine(_folder, "type.zsh");
        await File.WriteAllTextAsync(type, TypeInZsh, TestContext.Current.CancellationToken);

        string typed = await RunAsync(
            "zsh", "-f", type, script, Path.Combine(_folder, "out"),
            "./colorize dr", "colorize drop --viv", $"./colorize drop {photo[..^6]}");

        Assert.Equal(
            ["./colorize drop", "colorize drop --vividness", $"./colorize drop {photo}"],
            typed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task Fish_completes_commands_and_options_and_says_what_they_do()
    {
        string script = await ScriptAsync("fish");

        Assert.Equal("drop\tColorizes photographs: uploads them, waits, and downloads the results.", await CompleteAsync("./colorize dr"));
        Assert.StartsWith("--vividness\tHow vivid", await CompleteAsync("colorize drop --viv"), StringComparison.Ordinal);

        async Task<string> CompleteAsync(string line) => (await RunAsync("fish", "-c", $"source {script}; complete -C '{line}'")).Trim();
    }

    private async Task<string> ScriptAsync(string shell)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "These shells are not there.");
        string search = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        Assert.SkipUnless(search.Split(':').Any(folder => File.Exists(Path.Combine(folder, shell))), $"{shell} is not installed.");
        CliResult result = await CliProcess.RunAsync(new Dictionary<string, string>(), "completion", shell);
        Assert.Equal(0, result.Code);
        string file = Path.Combine(_folder, $"colorize.{shell}");
        await File.WriteAllTextAsync(file, result.Output, TestContext.Current.CancellationToken);
        return file;
    }

    private async Task<string> RunAsync(string shell, params string[] arguments)
    {
        ProcessStartInfo start = new(shell, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = _folder;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await errors;
        return output;
    }
}
