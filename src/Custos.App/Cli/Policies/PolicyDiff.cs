using System.CommandLine;
using Custos.Gate;

namespace Custos.App.Cli.Policies;

/// <summary><c>custos policy diff</c>: what changes from one folder of policies to another?</summary>
internal static class PolicyDiff
{
    private static readonly Argument<string> Before = new("before") { Description = "The folder of the policies that serve." };
    private static readonly Argument<string> After = new("after") { Description = "The folder of the policies that should." };

    public static Command Command()
    {
        var command = new Command("diff", "Tell what two folders of policies differ in, policy by policy and rule by rule.") { Before, After };
        command.SetAction(Run);
        return command.WithExamples("custos policy diff policies candidate", "custos policy diff policies candidate --json");
    }

    private static int Run(ParseResult parsed)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var changes = Changes(PolicySources.Load(parsed.GetValue(Before)!, null), PolicySources.Load(parsed.GetValue(After)!, null)).ToList();
        if (terminal.WantsJson)
        {
            terminal.WriteJson(changes.Select(change => new { policy = change.Policy, what = change.What, before = change.Before, after = change.After }));
            return ExitCode.Done;
        }

        foreach (var policy in changes.GroupBy(change => change.Policy, StringComparer.Ordinal))
        {
            terminal.Output.WriteLine(policy.Key);
            foreach (var change in policy)
            {
                terminal.Output.WriteLine($"  {change.What}");
                if (change.Before is not null) terminal.Output.WriteLine($"    - {change.Before}");
                if (change.After is not null) terminal.Output.WriteLine($"    + {change.After}");
            }
        }

        terminal.Say(changes.Count == 0 ? "They decide the same." : changes.Count == 1 ? "One difference." : $"{changes.Count} differences.");
        return ExitCode.Done;
    }

    internal static IEnumerable<PolicyChange> Changes(Bundle before, Bundle after)
    {
        var names = before.Policies.Concat(after.Policies).Select(policy => policy.Name).Distinct().Order(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var (old, now) = (before.Policies.FirstOrDefault(policy => policy.Name == name), after.Policies.FirstOrDefault(policy => policy.Name == name));
            if (old is null) yield return new PolicyChange(name, "is new", null, now!.Harm);
            else if (now is null) yield return new PolicyChange(name, "is gone", old.Harm, null);
            else foreach (var change in PolicyParts.Differences(old, now)) yield return change;
        }
    }
}

/// <summary>What differs in one policy?</summary>
internal sealed record PolicyChange(string Policy, string What, string? Before, string? After);
