using System.CommandLine;
using System.Text.Json;
using Custos.Policy.Values;
using Custos.Records;

namespace Custos.App.Cli.Policies;

/// <summary><c>custos policy eval</c>: what does an expression come to?</summary>
internal static class PolicyEval
{
    private static readonly Option<string?> Expression = new("--expr") { Description = "One expression; left out, JSON Lines are read from standard input.", HelpName = "expression" };
    private static readonly Option<string?> Bindings = new("--bindings") { Description = "The variables and their values, as a JSON object.", HelpName = "json" };

    public static Command Command()
    {
        var command = new Command(
            "eval",
            "Evaluate an expression; or, without --expr, JSON Lines: {\"id\"?, \"expr\", \"bindings\"?} a line on standard input, {\"id\"?, \"value\"} or {\"id\"?, \"error\"} on standard output, in order.") { Expression, Bindings };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(Expression) is { } expression
            ? Task.FromResult(RunOne(parsed, expression))
            : RunLinesAsync(parsed, cancellationToken));
        return command.WithExamples(
            "custos policy eval --expr \"1 + 2 * 3\"",
            "custos policy eval --expr \"text.contains('please') && !('internal' in tags)\" --bindings \"$(cat bindings.json)\"",
            "custos policy eval < expressions.jsonl > values.jsonl");
    }

    private static int RunOne(ParseResult parsed, string expression)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var evaluation = Evaluation.Of(expression, ReadBindings(parsed.GetValue(Bindings)));
        var wrong = evaluation.Misfit ?? (evaluation.Answer.IsFailure ? evaluation.Answer.AsError.Message : null);
        if (wrong is not null && !terminal.WantsJson) throw new BadInputException(wrong, "A policy would not load it, or have no answer from it.");
        terminal.Output.WriteLine(EvaluationLine.Of(null, evaluation));
        return wrong is null ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<int> RunLinesAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(Bindings) is not null) throw new BadInputException("--bindings goes with --expr.", "Give each line its own \"bindings\".", isUsage: true);
        using var requests = new StreamReader(Console.OpenStandardInput());
        await using var answers = new StreamWriter(Console.OpenStandardOutput()) { NewLine = "\n" };
        await EvaluationLine.AnswerAllAsync(requests, answers, cancellationToken);
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
