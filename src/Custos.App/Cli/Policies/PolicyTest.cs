using System.CommandLine;
using Custos.Gate;
using Custos.Records;

namespace Custos.App.Cli.Policies;

/// <summary><c>custos policy test</c>: do the policies match what they must, and how well do they do on labelled texts?</summary>
internal static class PolicyTest
{
    private static readonly Argument<string> Folder = PolicySources.Folder();
    private static readonly Option<string[]> Models = PolicySources.Models();
    private static readonly Option<string?> Data = new("--data") { Description = "Labelled texts: CSV, TSV, JSON Lines or Parquet; each rule is then told with precision, recall and false positives.", HelpName = "file" };
    private static readonly Option<string?> Format = TableSource.Format();
    private static readonly Option<string> TextColumn = TableSource.Text();
    private static readonly Option<string[]> Labels = new("--label") { Description = "A column with 1 where a rule should match, 0 where none should, empty where it is not known; of several, any 1 is enough.", HelpName = "column" };
    private static readonly Option<string> DirectionOption = MadeDirection();

    public static Command Command()
    {
        var command = new Command("test", "Run the examples that stand in the policies; with --data also labelled texts, rule by rule.") { Folder, Models, Data, Format, TextColumn, Labels, DirectionOption };
        command.SetAction(RunAsync);
        return command.WithExamples(
            "custos policy test samples/policies/basic",
            "custos policy test samples/policies/basic --data labelled.jsonl --text text --label is_attack");
    }

    private static Option<string> MadeDirection()
    {
        var option = new Option<string>("--direction") { Description = "Which way the labelled texts go: input or output.", DefaultValueFactory = _ => "input" };
        option.AcceptOnlyFromAmong("input", "output");
        return option;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        if (parsed.GetValue(Data) is not null && parsed.GetValue(Labels) is null or [])
        {
            throw new BadInputException("--data needs --label.", "Name the column that says whether a rule should match.", isUsage: true);
        }

        var bundle = PolicySources.Load(parsed.GetValue(Folder)!, parsed.GetValue(Models));
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System);
        var failures = new List<ExampleFailure>();
        var skipped = 0;
        foreach (var policy in bundle.Policies)
        {
            foreach (var example in policy.Examples)
            {
                var outcome = await ExampleRun.OfAsync(gatekeeper, policy, example, cancellationToken);
                if (outcome is not null) failures.Add(outcome);
            }
        }

        if (bundle.Signals.IsEmpty) skipped = bundle.Policies.Sum(policy => policy.Rules.Count(rule => rule.Asks.Any(ask => ask.Need.Tier == Tier.Classifiers)));
        var rules = parsed.GetValue(Data) is { } path
            ? await MeasureAsync(parsed, path, gatekeeper, cancellationToken)
            : null;
        Report(terminal, bundle, failures, rules, skipped);
        return failures.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<RuleTally> MeasureAsync(ParseResult parsed, string path, Gatekeeper gatekeeper, CancellationToken cancellationToken)
    {
        using var table = TableSource.Open(path, parsed.GetValue(Format));
        var labels = parsed.GetValue(Labels)!;
        table.Select([parsed.GetValue(TextColumn)!, .. labels], []);
        var direction = parsed.GetValue(DirectionOption) == "output" ? Direction.Output : Direction.Input;
        var tally = new RuleTally(gatekeeper.Bundle, direction);
        await tally.AddAsync(table, labels, gatekeeper, cancellationToken);
        return tally;
    }

    private static void Report(Terminal terminal, Bundle bundle, List<ExampleFailure> failures, RuleTally? rules, int skipped)
    {
        var examples = bundle.Policies.Sum(policy => policy.Examples.Length);
        if (terminal.WantsJson)
        {
            terminal.WriteJson(new
            {
                bundle_id = bundle.Id,
                examples = new { run = examples, failed = failures.Select(failure => new { policy = failure.Policy, file = failure.File, line = failure.Line, problem = failure.Problem }) },
                rows = rules is null ? null : new { positive = rules.Positive, negative = rules.Negative, unlabelled = rules.Unlabelled },
                rules = rules?.Rules.Select(rule => new { policy = rule.Policy, rule = rule.Rule, matched = rule.Matched, unknown = rule.Unknown, precision = Json(RuleTally.PrecisionOf(rule)), recall = Json(rules.RecallOf(rule)), false_positives_per_10000 = Json(rules.FalsePositivesOf(rule), 10_000) }),
            });
            return;
        }

        foreach (var failure in failures) terminal.Output.WriteLine($"{failure.File}:{failure.Line}: {failure.Problem}");
        terminal.Say($"{examples - failures.Count} of {examples} examples are as the policies say.");
        if (skipped > 0) terminal.Say($"{skipped} rules ask for a classifier's score, and fell back: give --model.");
        if (rules is not null) terminal.Output.Write(TableOf(rules));
        if (rules is { Unlabelled: > 0 }) terminal.Say($"{rules.Unlabelled:N0} rows without a label were left out.");
    }

    private static object? Json(Estimate? estimate, double scale = 1) => estimate is null
        ? null
        : new { value = estimate.Value * scale, lower95 = estimate.Interval.Lower * scale, upper95 = estimate.Interval.Upper * scale, n = estimate.N };

    private static AlignedTable TableOf(RuleTally tally)
    {
        var table = new AlignedTable().Column("policy").Column("rule").Column("matched", true).Column("cannot tell", true).Column("precision", true).Column("recall", true).Column("false positives per 10,000", true);
        foreach (var rule in tally.Rules)
        {
            table.Row(rule.Policy, rule.Rule, $"{rule.Matched:N0}", $"{rule.Unknown:N0}", Shown(RuleTally.PrecisionOf(rule), 1), Shown(tally.RecallOf(rule), 1), Shown(tally.FalsePositivesOf(rule), 10_000));
        }

        return table;
    }

    private static string Shown(Estimate? estimate, double scale) => estimate is null
        ? "cannot tell"
        : scale > 1
            ? FormattableString.Invariant($"{estimate.Value * scale:N1} [{estimate.Interval.Lower * scale:N1}, {estimate.Interval.Upper * scale:N1}] of {estimate.N:N0}")
            : FormattableString.Invariant($"{estimate.Value:0.000} [{estimate.Interval.Lower:0.000}, {estimate.Interval.Upper:0.000}] of {estimate.N:N0}");
}
