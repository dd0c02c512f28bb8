using System.CommandLine;
using System.CommandLine.Parsing;
using Custos.App.Cli;

namespace Custos.Tests.App.Cli;

public sealed class ExamplesTests
{
    [Fact]
    public void Every_example_in_the_help_of_a_verb_parses_as_that_verb()
    {
        var examples = AllOf(CommandLine.Root()).SelectMany(command => Examples.Of(command).Select(line => (Command: command, Line: line))).ToList();
        AllOf(CommandLine.Root()).Where(command => command.Subcommands.Count == 0 && Examples.Of(command).Count == 0).Select(command => command.Name).ShouldBeEmpty();
        foreach (var (command, line) in examples)
        {
            var words = CommandLineParser.SplitCommandLine(line.Split(" > ")[0].Split(" < ")[0]).ToList();
            words[0].ShouldBe("custos");
            var parsed = CommandLine.Root().Parse(words.Skip(1).ToArray());
            parsed.Errors.ShouldBeEmpty(line);
            parsed.CommandResult.Command.Name.ShouldBe(command.Name);
        }
    }

    [Fact]
    public void Help_calls_the_program_by_its_name_and_ends_with_the_examples()
    {
        using var output = new StringWriter();
        var parsed = CommandLine.Root().Parse(["score", "--help"]);
        parsed.Errors.ShouldBeEmpty();
        parsed.Invoke(new InvocationConfiguration { Output = output }).ShouldBe(0);
        output.ToString().ShouldContain("  custos score [options]");
        output.ToString().ShouldContain("Examples:\n  custos score --model");
    }

    private static IEnumerable<Command> AllOf(Command command) => command.Subcommands.SelectMany(AllOf).Prepend(command);
}
