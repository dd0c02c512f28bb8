using System.CommandLine;
using System.Text.Json;
using Custos.Policy.Values;
using Custos.Records;

namespace Custos.App.Cli.Policies;

/// <summary><c>custos policy eval</c>: what does an expression come to?</summary>
internal static class PolicyEval
{
    private static readonly Argument<string?> Expression = new("expression") { Description = "The expression; left out, JSON Lines are read from standard input.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Bindings = new("--bindings") { Description = "The variables and their values, as a JSON object.", HelpName = "json" };
    private static readonly Option<bool> Unchecked = new("--unchecked") { Description = "Do not check types beforehand: what does not fit is an error only where it is reached." };

    public static Command Command()
    {
        var command = new Command(
            "eval",
            "Evaluate an expression; or, without one, JSON Lines: {\"id\"?, \"expr\", \"bindings\"?} a line on standard input, {\"id\"?, \"value\"} or {\"id\"?, \"error\"} on standard output, in order.") { Expression, Bindings, Unchecked };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(Expression) is { } expression
            ? Task.FromResult(RunOne(parsed, expression))
            : RunLinesAsync(parsed, cancellationToken));
        return command.WithExamples(
            "custos policy eval \"1 + 2 * 3\"",
            "custos policy eval \"size(text) > 20 && text.contains('please')\" --bindings '{\"text\": \"could you please help\"}'",
            "custos policy eval < expressions.jsonl > values.jsonl");
    }

    private static int RunOne(ParseResult parsed, string expression)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var answer = Evaluation.Of(expression, ReadBindings(parsed.GetValue(Bindings)), isChecked: !parsed.GetValue(Unchecked));
        if (answer.Kind == ValueKind.Error && !terminal.WantsJson)
        {
            throw new BadInputException(answer.AsError.Message, "The expression has no value.");
        }

        terminal.Output.WriteLine(EvaluationLine.Of(null, answer));
        return answer.IsFailure ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task<int> RunLinesAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(Bindings) is not null) throw new BadInputException("--bindings goes with an expression on the command line.", "Give each line its own \"bindings\".", isUsage: true);
        using var requests = new StreamReader(Console.OpenStandardInput());
        await using var answers = new StreamWriter(Console.OpenStandardOutput()) { NewLine = "\n" };
        await EvaluationLine.AnswerAllAsync(requests, answers, isChecked: !parsed.GetValue(Unchecked), cancellationToken);
        return ExitCode.Done;
    }

    private static Dictionary<string, Value> ReadBindings(string? json)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? "{}");
            return Evaluation.ReadBindings(document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
        {
            throw new BadInputException("--bindings is no JSON object of names and values.", $"Write it as '{{\"x\": 1}}'. {(wrong is FormatException ? wrong.Message : "")}".TrimEnd(), isUsage: true, innerException: wrong);
        }
    }
}
