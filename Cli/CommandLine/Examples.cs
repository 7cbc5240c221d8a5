using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace Colorize.Cli.CommandLine;

/// <summary>Examples below the help of a command.</summary>
internal static class Examples
{
    private static readonly ConditionalWeakTable<Command, (string Line, string Meaning)[]> Known = [];

    /// <summary>Gives a command examples.</summary>
    public static Command WithExamples(this Command command, params (string Line, string Meaning)[] examples)
    {
        Known.Add(command, examples);
        return command;
    }

    /// <summary>Makes the help of all commands show their examples.</summary>
    public static void ShowInHelp(RootCommand root)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int code = help.Invoke(parseResult);
            if (Known.TryGetValue(parseResult.CommandResult.Command, out (string Line, string Meaning)[]? examples))
            {
                TextWriter output = parseResult.InvocationConfiguration.Output;
                int width = examples.Max(example => example.Line.Length);
                output.WriteLine("Examples:");
                foreach ((string line, string meaning) in examples)
                {
                    output.WriteLine($"  {line.PadRight(width)}  {meaning}");
                }
            }

            return code;
        }
    }
}
