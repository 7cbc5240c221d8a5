using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Colorize.Cli.CommandLine;

/// <summary><c>completion SHELL</c>: a script with which a shell completes the commands and their options.</summary>
internal static class CompletionCommand
{
    public static Command Create(RootCommand root)
    {
        Argument<string> shell = new("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        Command command = new("completion", "Prints a script with which bash, zsh or fish completes commands and options.") { shell };
        command.SetAction(result => Console.Out.Write(result.GetRequiredValue(shell) switch
        {
            "fish" => Fish(root),
            "zsh" => "(( $+functions[compdef] )) || { autoload -U +X compinit && compinit }\n"
                + $"autoload -U +X bashcompinit && bashcompinit\n{Bash(root)}",
            _ => Bash(root),
        }));
        return command.WithExamples(
            ("source <(./colorize completion bash)", "in bash; zsh does the same with zsh"),
            ("./colorize completion fish | source", "in fish"));
    }

    private static string Bash(RootCommand root)
    {
        StringBuilder script = new();
        script.Append("_colorize() {\n    local current=${COMP_WORDS[COMP_CWORD]} words=\n    case ${COMP_WORDS[1]} in\n");
        foreach (Command command in Commands(root))
        {
            string options = string.Join(' ', Options(root, command).Select(option => option.Name));
            script.Append(CultureInfo.InvariantCulture, $"    {command.Name}) words='{options}' ;;\n");
        }

        script.Append("    esac\n    if [ \"$COMP_CWORD\" -eq 1 ]; then\n");
        string commands = string.Join(' ', Commands(root).Select(command => command.Name));
        script.Append(CultureInfo.InvariantCulture, $"        COMPREPLY=($(compgen -W '{commands}' -- \"$current\"))\n");
        script.Append("    elif [ \"${current:0:1}\" = - ]; then\n        COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n");
        script.Append("    else\n        local IFS=$'\\n'\n        COMPREPLY=($(compgen -f -- \"$current\"))\n    fi\n}\n");
        script.Append("complete -o filenames -F _colorize colorize ./colorize\n");
        return script.ToString();
    }

    private static string Fish(RootCommand root)
    {
        StringBuilder script = new();
        foreach (Command command in Commands(root))
        {
            script.Append(
                CultureInfo.InvariantCulture,
                $"complete -c colorize -n __fish_use_subcommand -f -a {command.Name} -d {Quote(command.Description)}\n");
            foreach (Option option in Options(root, command))
            {
                string value = option.ValueType == typeof(bool) ? string.Empty : " -r";
                script.Append(CultureInfo.InvariantCulture, $"complete -c colorize -n '__fish_seen_subcommand_from {command.Name}' ");
                script.Append(CultureInfo.InvariantCulture, $"-l {option.Name[2..]}{value} -d {Quote(option.Description)}\n");
            }
        }

        return script.ToString();
    }

    private static IEnumerable<Command> Commands(RootCommand root) => root.Subcommands.Where(command => !command.Hidden);

    private static IEnumerable<Option> Options(RootCommand root, Command command) =>
        command.Options.Concat(root.Options.Where(option => option.Recursive)).Where(
            option => option.Name.StartsWith("--", StringComparison.Ordinal));

    private static string Quote(string? text) =>
        $"'{(text ?? string.Empty).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
