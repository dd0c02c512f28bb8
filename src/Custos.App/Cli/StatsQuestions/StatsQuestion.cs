using System.CommandLine;
using System.Text.RegularExpressions;
using Custos.Records;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which statistical question can be asked on the command line?</summary>
/// <param name="Name">The words after <c>custos stats</c>: <c>upper-bound</c>, <c>sample-size proportions</c>.</param>
/// <param name="Description">The question, in one sentence.</param>
/// <param name="Inputs">Its options and arguments.</param>
/// <param name="Answer">From what was given to the answer; an <see cref="ArgumentException"/> of the library becomes a message about the option of that name.</param>
internal sealed partial record StatsQuestion(string Name, string Description, IReadOnlyList<Symbol> Inputs, Func<ParseResult, StatsAnswer> Answer)
{
    /// <summary>What could be typed after <c>custos stats</c>, each a whole command.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>The command of the last word of the name.</summary>
    public Command ToCommand()
    {
        var svg = new Option<FileInfo?>("--svg") { Description = "Also draw the answer into this SVG file." };
        var command = new Command(Name.Split(' ')[^1], Description);
        foreach (var input in Inputs)
        {
            if (input is Option option) command.Options.Add(option);
            else if (input is Argument argument) command.Arguments.Add(argument);
        }

        command.Options.Add(svg);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var answer = Ask(parsed);
            if (parsed.GetValue(svg) is { } file)
            {
                await DrawAsync(answer, file, cancellationToken);
            }

            answer.WriteTo(CommandLine.TerminalOf(parsed));
            return answer.IsCertified ? ExitCode.Done : ExitCode.NotCertified;
        });
        return command.WithExamples([.. Examples.Select(example => $"custos stats {example}")]);
    }

    private StatsAnswer Ask(ParseResult parsed)
    {
        try
        {
            return Answer(parsed);
        }
        catch (ArgumentException bad)
        {
            var problem = bad.Message.Split(" (Parameter")[0].Split('\n')[0];
            throw new BadInputException(problem, "Change what was given.", bad.ParamName is { } name ? OptionOf(name) : null, isUsage: true, bad);
        }
    }

    private async Task DrawAsync(StatsAnswer answer, FileInfo file, CancellationToken cancellationToken)
    {
        if (answer.Picture is not { } picture)
        {
            throw new BadInputException($"custos stats {Name} has no picture.", "Leave out --svg.", isUsage: true);
        }

        try
        {
            await File.WriteAllTextAsync(file.FullName, picture(), cancellationToken);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException("The picture could not be written.", "Name a file in a folder that exists and that you may write to.", file.ToString(), innerException: failed);
        }
    }

    // targetFpr → --target-fpr
    private static string OptionOf(string parameter) => "--" + UpperCase().Replace(parameter, letter => (letter.Index == 0 ? "" : "-") + letter.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UpperCase();
}
