using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace Custos.App.Cli;

/// <summary>Which command lines does a verb's help show, for a reader to copy?</summary>
internal static class Examples
{
    private static readonly ConditionalWeakTable<Command, string[]> ByCommand = [];

    /// <summary>Gives a verb its examples: whole command lines, each of which parses.</summary>
    public static Command WithExamples(this Command command, params string[] lines)
    {
        ByCommand.Add(command, lines);
        return command;
    }

    public static IReadOnlyList<string> Of(Command command) => ByCommand.TryGetValue(command, out var lines) ? lines : [];

    /// <summary>Lets the help of every verb end with its examples.</summary>
    public static void ShowInHelpOf(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        // Who asks for help need not have given the options that a verb requires.
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var output = parseResult.InvocationConfiguration.Output;
            using var text = new StringWriter();
            parseResult.InvocationConfiguration.Output = text;
            var ended = help.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output = output;
            // The program is started by a script of another name.
            output.Write(text.ToString().Replace($"  {RootCommand.ExecutableName} ", "  custos ", StringComparison.Ordinal));
            var lines = Of(parseResult.CommandResult.Command);
            if (lines.Count > 0)
            {
                output.WriteLine("Examples:");
                foreach (var line in lines)
                {
                    output.WriteLine($"  {line}");
                }

                output.WriteLine();
            }

            return ended;
        }
    }
}
