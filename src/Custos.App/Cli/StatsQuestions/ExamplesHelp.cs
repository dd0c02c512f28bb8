using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>How is a question asked? Its options, then whole commands to copy.</summary>
internal sealed class ExamplesHelp(IReadOnlyList<string> examples) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var status = new HelpAction().Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  custos stats {example}");
        }

        return status;
    }
}
