using System.CommandLine;
using Custos.Gate;
using Custos.Policy.Conditions;
using Custos.Policy.Documents;
using Custos.Policy.Patterns;

namespace Custos.App.Cli.Policies;

/// <summary><c>custos policy check</c>: is everything right with a folder of policies?</summary>
internal static class PolicyCheck
{
    private static readonly Argument<string> Folder = PolicySources.Folder();
    private static readonly Option<string[]> Models = PolicySources.Models();

    public static Command Command()
    {
        var command = new Command("check", "Read the policies as a server would, and tell everything that is wrong with them.") { Folder, Models };
        command.SetAction(Run);
        return command.WithExamples("custos policy check samples/policies/basic", "custos policy check policies --model models/mine --json");
    }

    private static int Run(ParseResult parsed)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var signals = PolicySources.SignalsOf(parsed.GetValue(Models));
        string[] warnings = [.. (signals ?? []).SelectMany(signal => signal.Warnings)];
        var isRight = BundleFolder.TryLoad(parsed.GetValue(Folder)!, signals, out var bundle, out var errors);
        if (terminal.WantsJson)
        {
            terminal.WriteJson(new
            {
                bundle_id = bundle?.Id,
                policies = bundle?.Policies.Select(policy => new { name = policy.Name, owner = policy.Owner, directions = policy.Directions.Select(direction => SnakeCase.Of(direction.ToString())), rules = policy.Rules.Length, sha256 = policy.ContentAddress, patterns = policy.Patterns.Select(pattern => Json(pattern)) }),
                judges = bundle?.Judges.Select(judge => new { name = judge.Document.Name, may_act = judge.Standing.MayAct, standing = judge.Standing.Words, version = judge.Document.Version }),
                errors = errors.Select(error => new { file = error.File, line = error.Line, column = error.Column, problem = error.Problem, remedy = error.Remedy, excerpt = error.Excerpt }),
                warnings,
            });
            return isRight ? ExitCode.Done : ExitCode.Failed;
        }

        foreach (var warning in warnings) terminal.Warn(warning);
        if (bundle is null)
        {
            foreach (var error in errors) terminal.Output.WriteLine($"{error}\n");
            terminal.Say($"{(errors.Count == 1 ? "One thing is" : $"{errors.Count} things are")} wrong; a server would go on with the bundle that it has.");
            return ExitCode.Failed;
        }

        var table = new AlignedTable().Column("policy").Column("looks at").Column("rules", isNumber: true).Column("dearest rule, µs at most", isNumber: true).Column("owner");
        foreach (var policy in bundle.Policies)
        {
            // A unit of cost is about ten nanoseconds.
            var dearest = policy.Rules.IsEmpty ? "" : FormattableString.Invariant($"{policy.Rules.Max(rule => rule.When.Cost) / 100:N1}");
            table.Row(policy.Name, string.Join(", ", policy.Directions.Select(direction => SnakeCase.Of(direction.ToString()))), $"{policy.Rules.Length}", dearest, policy.Owner);
        }

        terminal.Output.Write(table);
        if (bundle.Policies.Any(policy => !policy.Patterns.IsEmpty)) terminal.Output.Write(PatternsOf(bundle));
        foreach (var judge in bundle.Judges) terminal.Say($"Judge {judge.Document.Name}: {judge.Standing.Words}");
        terminal.Say($"Everything is right: bundle {bundle.Id[..12]}.{(parsed.GetValue(Models) is null or [] ? " Labels were not looked up: give --model to do so." : "")}");
        return ExitCode.Done;
    }

    private static object Json(PolicyPattern pattern)
    {
        var cost = PatternCost.Of(pattern, TimeProvider.System);
        return new { name = pattern.Name, places = cost.Places, microseconds_per_1000_characters = cost.MicrosecondsPerThousandCharacters };
    }

    private static AlignedTable PatternsOf(Bundle bundle)
    {
        var table = new AlignedTable().Column("policy").Column("pattern").Column("places", isNumber: true).Column("µs per 1,000 characters here", isNumber: true);
        foreach (var (policy, pattern) in bundle.Policies.SelectMany(policy => policy.Patterns.Select(pattern => (policy, pattern))))
        {
            var cost = PatternCost.Of(pattern, TimeProvider.System);
            table.Row(policy.Name, pattern.Name, FormattableString.Invariant($"{cost.Places:N0}"), FormattableString.Invariant($"{cost.MicrosecondsPerThousandCharacters:N1}"));
        }

        return table;
    }
}
